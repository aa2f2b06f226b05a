package org.truckee.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file with holes reads as it would without them. */
class SparseOutputTest {
  @TempDir Path directory;

  private Path write(byte[] contents, int pieces) throws IOException {
    Path file = directory.resolve("file");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OutputStream out = new SparseOutput(channel)) {
      for (int at = 0; at < contents.length; at += pieces)
        out.write(contents, at, Math.min(pieces, contents.length - at));
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "4096, 4096",
    "4097, 4096",
    "100000, 1000",
    "300000, 65536",
    "300001, 65536",
    "300000, 4097",
    "20000, 20000"
  })
  void theContents_areTheSame(int size, int pieces) throws IOException {
    byte[] random = new byte[size];
    new Random(size).nextBytes(random);
    byte[] withHoles = random.clone();
    for (int at = 0; at < size; at += 3 * 8192)
      Arrays.fill(withHoles, at, Math.min(size, at + 2 * 8192), (byte) 0);
    for (byte[] contents : new byte[][] {random, withHoles, new byte[size]}) {
      assertThat(Files.readAllBytes(write(contents, pieces))).isEqualTo(contents);
      Files.delete(directory.resolve("file"));
    }
  }

  @Test
  void zeros_takeNoRoom() throws Exception {
    Path file = write(new byte[8 << 20], 65536);
    Process du = new ProcessBuilder("du", "-k", file.toString()).start();
    String told = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Integer.parseInt(told.replaceFirst("(?s)\\s.*", ""))).isLessThan(1000);
  }

  @Test
  void itGoesOn_whereAnEarlierOneEnded() throws IOException {
    write(new byte[] {1, 2, 3}, 3);
    assertThat(write(new byte[5000], 5000)).hasSize(5003);
  }
}
