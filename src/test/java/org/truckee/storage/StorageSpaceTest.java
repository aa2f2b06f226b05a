package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.Snapshot;

/** The space that a storage server may use. */
class StorageSpaceTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final long MIB = 1 << 20;

  @TempDir Path directory;
  private StorageFixture server;

  @AfterEach
  void stop() {
    if (server != null) server.close();
  }

  @Test
  void aShareOfTheLargestSize_isTakenAndOneByteMoreIsNot() {
    start(0, false, 1000);
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer = Ask.allocate(server, FILE, 1001, 3, 0).answer();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("at most 1000 bytes");
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    Ask.store(server, FILE, 0, new byte[1000]);
    assertThat(version().maximumImmutableShareSize()).isEqualTo(1000);
    assertThat(version().maximumMutableShareSize()).isEqualTo(69_105_000_000_000_000L);
  }

  @Test
  void aSizeBeyondTheDisk_allocatesNothing() {
    start(0, false, Long.MAX_VALUE);
    Snapshot before = Snapshot.of(directory);
    for (long size : new long[] {1L << 50, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
      StorageFixture.Answer answer = Ask.allocate(server, FILE, size, 3, 0, 1).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.message(AllocateReply::read).allocated()).isEmpty();
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void reservedSpace_staysFree() throws IOException {
    long usable = Files.getFileStore(directory).getUsableSpace();
    start(usable - 100 * MIB, false, 1L << 40);

    assertThat(version().availableSpace()).isBetween(1L, 300 * MIB);
    assertThat(
            Ask.allocate(server, FILE, 2000 * MIB, 3, 0)
                .answer()
                .message(AllocateReply::read)
                .allocated())
        .isEmpty();
  }

  @Test
  void whatWasPromised_isCountedBeforeItComes() throws IOException {
    start(Files.getFileStore(directory).getUsableSpace() - 1000 * MIB, false, 1L << 40);

    AllocateReply reply =
        Ask.allocate(server, FILE, 400 * MIB, 3, 0, 1, 2, 3, 4, 5, 6, 7)
            .answer()
            .message(AllocateReply::read);

    assertThat(reply.allocated()).hasSizeBetween(1, 4);
    assertThat(
            Ask.allocate(server, Ask.storageIndex(8), 800 * MIB, 3, 0)
                .answer()
                .message(AllocateReply::read)
                .allocated())
        .isEmpty();
  }

  @Test
  void aReadonlyServer_servesWhatItHasAndTakesNothingNew() {
    start(0, false, 1L << 40);
    Ask.store(server, FILE, 0, new byte[10]);
    server.close();
    start(0, true, 1L << 40);
    Snapshot before = Snapshot.of(directory.resolve("shares/incoming"));

    AllocateReply reply =
        Ask.allocate(server, FILE, 10, 3, 0, 1).answer().message(AllocateReply::read);

    assertThat(reply.alreadyHave()).containsExactly(0);
    assertThat(reply.allocated()).isEmpty();
    assertThat(version().availableSpace()).isZero();
    assertThat(server.ask("GET", "/storage/v1/immutable/" + FILE + "/0").answer().status())
        .isEqualTo(200);
    assertThat(change(Ask.storageIndex(9), new byte[10]).status()).isEqualTo(507);
    assertThat(Snapshot.of(directory.resolve("shares/incoming"))).isEqualTo(before);
  }

  @Test
  void aServerWhoseDirectoryVanished_saysSoAndHasNoRoom() throws Exception {
    start(directory.resolve("storage"), 0, false, 1L << 40);
    Ask.store(server, FILE, 0, new byte[10]);
    assertThat(version().availableSpace()).isPositive();
    Files.move(directory.resolve("storage"), directory.resolve("elsewhere"));
    Awaitility.await().until(() -> version().availableSpace() == 0);

    AllocateReply reply =
        Ask.allocate(server, FILE, 10, 3, 1).answer().message(AllocateReply::read);
    assertThat(reply.allocated()).isEmpty();
    assertThat(change(Ask.storageIndex(9), new byte[10]))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(507))
        .satisfies(refused -> assertThat(refused.text()).contains("can't be written"));
    assertThat(server.ask("GET", "/storage/v1/immutable/" + FILE + "/0").answer().status())
        .isEqualTo(404);

    Files.move(directory.resolve("elsewhere"), directory.resolve("storage"));
    Awaitility.await().until(() -> version().availableSpace() > 0);
    Ask.store(server, FILE, 1, new byte[10]);
  }

  @Test
  void aFailureOfTheDisk_isToldInWords() throws Exception {
    start(0, false, 1L << 40);
    Ask.allocate(server, FILE, 10, 3, 0).answer();
    Files.createDirectory(directory.resolve("shares/incoming/" + FILE + ".0"));

    StorageFixture.Answer answer = Ask.write(server, FILE, 0, 3, 0, new byte[10]).answer();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("the disk of this server fails").doesNotContain("shares/");
  }

  /** On a file system of its own, where the machine lets a test mount one. */
  @Test
  void aFullDisk_isSaidAndLeavesNothingHalfDone() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString()),
        "this machine lets no test mount a small file system");
    try {
      start(small, 0, false, 1L << 40);
      fillWhileUploading(small);
      refuseWhatHasNoRoom(small);
      server.close();
      server = null;
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  /** The room was there when the share was allocated, and somebody else took it. */
  private void fillWhileUploading(Path small) throws IOException {
    byte[] share = Golden.stream("share", 2 << 20);
    Ask.store(server, Ask.storageIndex(1), 0, new byte[100]);
    assertThat(Ask.allocate(server, FILE, share.length, 3, 0).answer().status()).isEqualTo(200);
    Snapshot before = Snapshot.of(small.resolve("shares/ae"));
    Path other = small.resolve("other");
    fill(other);

    StorageFixture.Answer answer = Ask.write(server, FILE, 0, 3, 0, share).answer();

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.text()).contains("full");
    assertThat(Snapshot.of(small.resolve("shares/ae"))).isEqualTo(before);
    assertThat(
            server
                .ask("GET", "/storage/v1/immutable/" + FILE + "/shares")
                .answer()
                .message(WireFormat::readShareNumbers))
        .isEmpty();
    Files.delete(other);
    Ask.store(server, FILE, 0, share);
  }

  private void refuseWhatHasNoRoom(Path small) throws IOException {
    StorageIndex mutable = Ask.storageIndex(9);
    assertThat(change(mutable, "here".getBytes(StandardCharsets.US_ASCII)).status()).isEqualTo(200);
    Snapshot before = Snapshot.of(small.resolve("shares"));

    assertThat(change(mutable, new byte[1500 << 10]).status()).isEqualTo(507);
    assertThat(Snapshot.of(small.resolve("shares"))).isEqualTo(before);
    fill(small.resolve("other"));
    assertThat(change(mutable, new byte[10]).status()).isEqualTo(507);
    Files.delete(small.resolve("other"));
    assertThat(Snapshot.of(small.resolve("shares"))).isEqualTo(before);
    assertThat(server.ask("GET", "/storage/v1/mutable/" + mutable + "/0").answer().text())
        .isEqualTo("here");
    assertThat(change(mutable, new byte[10]).status()).isEqualTo(200);
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) out.write(new byte[4096]);
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private StorageFixture.Answer change(StorageIndex storageIndex, byte[] data) {
    String json =
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":0,\"data\":\"%s\"}],\"new-length\":null}},\"read-vector\":[]}"
            .formatted(Base64.getEncoder().encodeToString(data));
    return server
        .ask("POST", "/storage/v1/mutable/" + storageIndex + "/read-test-write")
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, 5)
        .with("Content-Type", "application/json")
        .body(Buffer.buffer(json))
        .answer();
  }

  private StorageVersion version() {
    return server.ask("GET", "/storage/v1/version").answer().message(StorageVersion::read);
  }

  private void start(long reserved, boolean readonly, long maximumShareSize) {
    start(directory, reserved, readonly, maximumShareSize);
  }

  private void start(Path storage, long reserved, boolean readonly, long maximumShareSize) {
    server =
        StorageFixture.start(
            new StorageConfig(
                storage,
                Bytes.wrap(new byte[20]),
                new StoragePolicy(reserved, readonly, maximumShareSize, false)),
            InstantSource.system());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException noSuchProgram) {
      return false;
    }
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
