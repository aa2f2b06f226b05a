package org.truckee.client.plaintext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.crypto.Convergence;
import org.truckee.crypto.TaggedHasher;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Ticker;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.worker.Codec;

/** Files that are taken in while there is memory for them, and while there is none. */
class SpoolTest {
  private static final int BATCH = 1 << 20;

  @TempDir static Path directory;
  private static Vertx vertx;
  private static Codec codec;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    codec = Waiting.of(Codec.deploy(vertx, 1));
  }

  @AfterAll
  static void stop() {
    Waiting.of(vertx.close());
  }

  private static final class Taken {
    private final MemoryBudget memory = new MemoryBudget(64 << 20, Ticker.SYSTEM);
    private final FairPool disk;
    private final Spool spool;
    private Plaintext plaintext;

    Taken() {
      this(1 << 30);
    }

    Taken(long room) {
      disk = new FairPool("room", room, 0);
      spool =
          new Spool(
              codec,
              memory,
              SpoolDisk.of(BlockingWork.of(vertx), directory, disk),
              BATCH,
              Long.MAX_VALUE,
              SpoolTest::hasher);
    }

    /** In pieces as small as those of a request. */
    void take(byte[] contents) throws Exception {
      Path file = Files.write(directory.resolve("source"), contents);
      plaintext =
          Waiting.onEventLoop(
              vertx,
              () ->
                  vertx
                      .fileSystem()
                      .open(file.toString(), new OpenOptions().setWrite(false))
                      .map(source -> pieces(source))
                      .compose(spool::take));
      Files.delete(file);
    }

    private static AsyncFile pieces(AsyncFile source) {
      return source.setReadBufferSize(8 << 10).pause();
    }

    byte[] contents() {
      Buffer all = Buffer.buffer();
      while (all.length() < plaintext.size())
        all.appendBytes(
            Waiting.of(plaintext.next((int) Math.min(50_000, plaintext.size() - all.length()))));
      return all.getBytes();
    }
  }

  /** As the convergent key, it depends on the size of small files. */
  private static TaggedHasher hasher(long size) {
    return Convergence.keyHasher(
        new Secret(Bytes.utf8("convergence")), 3, 10, (int) Math.min(size, BATCH) + 1);
  }

  private static Secret digest(byte[] contents) {
    return new Secret(hasher(contents.length).update(Bytes.wrap(contents)).digest());
  }

  private static void check(Taken taken, byte[] contents) throws Exception {
    assertThat(taken.plaintext.size()).isEqualTo(contents.length);
    assertThat(taken.contents()).isEqualTo(contents);
    assertThat(taken.spool.digest()).isEqualTo(digest(contents));
    try (Stream<Path> names = Files.list(directory)) {
      assertThat(names).as("temporary files have no names").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_384, 16_385, 300_000, BATCH, BATCH + 1, 3 * BATCH + 7})
  void aFile_isHashedAndKept_andOnlyASmallOneIsHeldInMemory(int size) throws Exception {
    byte[] contents = Golden.stream("spooled", size);
    Taken taken = new Taken();
    taken.take(contents);

    check(taken, contents);

    long held = size > 16_384 && size <= BATCH ? 2L * size : 0;
    assertThat(taken.memory.used()).isEqualTo(held);
    assertThat(taken.disk.used()).isEqualTo(size > BATCH ? size : 0);
    Waiting.of(taken.plaintext.close());
    assertThat(taken.disk.used()).isZero();
    assertThat(taken.memory.used()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_384, 16_385, 300_000, BATCH, BATCH + 1, 3 * BATCH + 7})
  void whileOthersHoldAllMemory_aFileIsTakenInAllTheSame(int size) throws Exception {
    byte[] contents = Golden.stream("spooled", size);
    Taken taken = new Taken();
    Waiting.of(taken.memory.acquire(64 << 20));
    taken.take(contents);

    check(taken, contents);

    Waiting.of(taken.plaintext.close());
    assertThat(taken.memory.used()).isEqualTo(64 << 20);
  }

  @Test
  void aFileThatTakesTooMuchOfTheDisk_isRefused_andNothingIsLeft() {
    Taken taken = new Taken(BATCH);

    assertThatThrownBy(() -> taken.take(Golden.stream("spooled", 4 * BATCH)))
        .hasMessageContaining("there is no room for you");

    Waiting.until(() -> assertThat(taken.disk.used()).isZero());
    assertThat(taken.memory.used()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {300_000, BATCH + 1})
  void whenOthersGiveMemoryBackInTheMiddle_theHashIsThatOfTheWhole(int size) throws Exception {
    byte[] contents = Golden.stream("spooled", size);
    Taken taken = new Taken();
    Waiting.of(taken.memory.acquire((64 << 20) - 100_000));
    taken.take(contents);

    check(taken, contents);

    Waiting.of(taken.plaintext.close());
    assertThat(taken.memory.used()).isEqualTo((64 << 20) - 100_000);
  }
}
