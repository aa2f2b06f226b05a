package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.Spool;
import org.truckee.client.plaintext.SpoolDisk;
import org.truckee.client.plaintext.StreamedPlaintext;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.crypto.Convergence;
import org.truckee.crypto.TaggedHasher;
import org.truckee.placement.EncodingParameters;
import org.truckee.worker.Machine;

/**
 * Takes in the files that users send. With any number of senders, however slow, their unfinished
 * files take bounded memory, and no whole file waits for an unfinished one.
 */
final class Intake {
  /** The most uploads that stream: the other uploads are of whole files. */
  private static final int MAX_STREAMED = 16;

  private static final int LEAST_BATCH = 1 << 20;
  private static final int HASHED_AT_ONCE = 1 << 20;

  /** The most bodies that may be on their way; each holds a connection and some of the disk. */
  private static final int MAX_UNFINISHED = 2000;

  /** The part of the disk's room at the start that waiting files may take. */
  private static final double PART_OF_DISK = 0.9;

  private final Machine machine;
  private final GatewayConfig config;
  private final MemoryBudget memory;
  private final FairPool unfinished =
      new FairPool("place for one more upload that has not come whole", MAX_UNFINISHED, 0);
  private final SpoolDisk disk;
  private final FairPool streaming = new FairPool("place for a streamed upload", MAX_STREAMED, 0);

  /** An intake with a memory of its own, which nothing else may use, since a sender may be slow. */
  Intake(Machine machine, GatewayConfig config) {
    this.machine = machine;
    this.config = config;
    this.memory = new MemoryBudget(config.memoryForIntake(), machine.timers());
    Path temporary = config.temporary();
    FairPool room = new FairPool("room on this gateway's disk", room(temporary), 0);
    this.disk = SpoolDisk.of(machine.blocking(), temporary, room);
  }

  /** The room for files that wait; where it can't be told, the disk itself sets the limit. */
  private static long room(Path directory) {
    for (Path there = directory.toAbsolutePath(); there != null; there = there.getParent()) {
      long free = there.toFile().getUsableSpace();
      if (free > 0) return Math.max(1, (long) (PART_OF_DISK * free));
    }
    return Long.MAX_VALUE / 2;
  }

  /** The memory for bodies that have not come whole. */
  MemoryBudget memory() {
    return memory;
  }

  /**
   * Takes in the file that {@code body}, which is paused, brings; completes when it is there.
   * {@code TOO_LARGE} past {@code limit} bytes.
   */
  Future<ReceivedFile> receive(ReadStream<Buffer> body, long limit) {
    Optional<FairPool.Grant> place = unfinished.tryAcquire(1);
    return place
        .map(mine -> spool(body, limit).onComplete(done -> mine.release()))
        .orElseGet(() -> Future.failedFuture(unfinished.busy()));
  }

  private Future<ReceivedFile> spool(ReadStream<Buffer> body, long limit) {
    Spool spool =
        new Spool(
            machine.codec(),
            memory,
            disk,
            Math.max(LEAST_BATCH, config.encoding().maximumSegmentSize()),
            Math.min(limit, config.maximumFileSize()),
            this::keyHasher);
    return spool.take(body).map(plaintext -> new ReceivedFile(plaintext, spool.digest()));
  }

  /** The key that follows from {@code contents}, which are at their beginning again then. */
  Future<Secret> convergentKey(Plaintext contents) {
    TaggedHasher hasher = keyHasher(contents.size());
    long[] left = {contents.size()};
    return SequentialSteps.whileTrue(() -> hashNext(contents, hasher, left))
        .map(
            hashed -> {
              contents.rewind();
              return new Secret(hasher.digest());
            });
  }

  private Future<Boolean> hashNext(Plaintext contents, TaggedHasher hasher, long[] left) {
    int length = (int) Math.min(HASHED_AT_ONCE, left[0]);
    if (length == 0) return Future.succeededFuture(false);
    left[0] -= length;
    return contents
        .next(length)
        .compose(bytes -> machine.codec().run(() -> hasher.update(ByteBuffer.wrap(bytes))))
        .map(true);
  }

  private TaggedHasher keyHasher(long size) {
    EncodingParameters encoding = config.encoding();
    return Convergence.keyHasher(
        config.convergence(), encoding.needed(), encoding.total(), encoding.segmentSizeFor(size));
  }

  /**
   * The file of {@code size} bytes that {@code body}, which is paused, brings, as it comes; empty,
   * and nothing is done to {@code body}, if too many go up like this already.
   */
  Optional<Plaintext> stream(ReadStream<Buffer> body, long size) {
    Optional<FairPool.Grant> place = streaming.tryAcquire(1);
    if (place.isEmpty()) return Optional.empty();
    long cost = 2L * config.encoding().maximumSegmentSize();
    Optional<FairPool.Grant> held = memory.tryAcquire(cost);
    if (held.isEmpty()) place.get().release();
    return held.map(granted -> new StreamedPlaintext(body, size, () -> end(place.get(), granted)));
  }

  private static void end(FairPool.Grant place, FairPool.Grant memory) {
    memory.release();
    place.release();
  }
}
