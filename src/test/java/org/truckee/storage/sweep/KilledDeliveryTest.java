package org.truckee.storage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.s3.S3Place;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.ShareBytes;
import org.truckee.testing.s3.S3Server;

/** A storage server that is killed while shares are on their way to its bucket. */
@Tag("slow")
class KilledDeliveryTest {
  private static final int KILLS = 6;
  private static final int LONGEST_MILLIS = 400;

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final Set<Integer> begun = new TreeSet<>();
  private final Set<Integer> stored = new TreeSet<>();

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @Test
  void everyListedShareIsWhole_andEveryAcknowledgedOneIsListed() throws Exception {
    S3Place place = S3Server.get().bucket();
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++)
      killed(place, 1 + begun.size(), random.nextInt(LONGEST_MILLIS));

    DiskShareStore store = DeliveringProcess.open(vertx, directory, place);
    assertThat(begun).hasSizeGreaterThanOrEqualTo(KILLS);
    for (int number : begun) assertWhole(store, number);
    assertThat(directory.resolve("shares/incoming")).isEmptyDirectory();
  }

  @Test
  void aLargeShare_needsLittleMemory() throws Exception {
    S3Place place = S3Server.get().bucket();
    Process process = java(LargeDelivery.class, place, 112).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.lines()).contains("read as written");
    } finally {
      process.toHandle().destroyForcibly();
    }
  }

  private void assertWhole(DiskShareStore store, int number) throws IOException {
    Set<Integer> listed = store.immutableShares(DeliveringProcess.index(number));
    if (stored.contains(number)) assertThat(listed).as("share %d", number).containsExactly(0);
    if (listed.isEmpty()) return;
    byte[] read = store.readImmutable(DeliveringProcess.index(number), 0, ShareBytes::of);
    assertThat(read).as("share %d", number).isEqualTo(DeliveringProcess.bytes(number));
  }

  /** Kills a process some time after it has begun its first share. */
  private void killed(S3Place place, int first, int millis) throws Exception {
    Process process = java(DeliveringProcess.class, place, first).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder said = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("stored ")) stored.add(number(line));
        if (line.startsWith("begun ") && begun.add(number(line)) && number(line) == first)
          later(process, millis);
      }
      assertThat(begun).as(said.toString()).contains(first);
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
  }

  private void later(Process process, int millis) {
    vertx.setTimer(1L + millis, late -> process.destroyForcibly());
  }

  private ProcessBuilder java(Class<?> main, S3Place place, int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx96m",
            "-XX:MaxDirectMemorySize=64m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            Files.createDirectories(directory).toString(),
            place.endpoint().toString(),
            place.bucket(),
            Integer.toString(number))
        .redirectErrorStream(true);
  }
}
