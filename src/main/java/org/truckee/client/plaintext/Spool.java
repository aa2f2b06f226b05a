package org.truckee.client.plaintext;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.pool.PaidBuffer;
import org.truckee.crypto.TaggedHasher;
import org.truckee.worker.Codec;

/**
 * Takes in a file whose size is not known, or whose key is made from its contents: into memory if
 * it is small and there is room, else into a {@link NamelessFile}. It is hashed as it passes. No
 * spool waits for memory: a slow sender could hold it for as long as it likes. Event loop only.
 */
public final class Spool {
  private static final int PIECE = 64 << 10;

  private final Codec codec;
  private final MemoryBudget memory;
  private final SpoolDisk disk;
  private final List<FairPool.Grant> kept = new ArrayList<>();
  private final int batchSize;
  private final long limit;
  private final LongFunction<TaggedHasher> hasherFor;
  private final Promise<Plaintext> whole = Promise.promise();
  private ReadStream<Buffer> source;
  private PaidBuffer batch;
  private Future<Void> stored = Future.succeededFuture();
  private int pending;
  private long size;
  private long unhashed;
  private TaggedHasher hasher;
  private NamelessFile file;

  /**
   * A spool of files of at most {@code limit} bytes, which take their bytes on disk from {@code
   * disk}. The hasher of a file may depend on its size, up to {@code batchSize}: it is asked for
   * when so many bytes have come, or at the end.
   */
  public Spool(
      Codec codec,
      MemoryBudget memory,
      SpoolDisk disk,
      int batchSize,
      long limit,
      LongFunction<TaggedHasher> hasherFor) {
    this.codec = codec;
    this.memory = memory;
    this.disk = disk;
    this.batchSize = batchSize;
    this.limit = limit;
    this.hasherFor = hasherFor;
    this.batch = new PaidBuffer(memory, batchSize);
  }

  /** Takes in {@code from}, which is paused, to its end; if it breaks off, nothing is left. */
  public Future<Plaintext> take(ReadStream<Buffer> from) {
    source = from;
    source.exceptionHandler(this::breakOff).endHandler(end -> finish()).handler(this::add);
    source.resume();
    return whole
        .future()
        .recover(failure -> giveUp().transform(given -> Future.failedFuture(failure)));
  }

  /** The digest of all bytes that were taken. */
  public Secret digest() {
    return new Secret(hasher.digest());
  }

  private void add(Buffer bytes) {
    size += bytes.length();
    if (size > limit) {
      fail(
          new GridException(
              GridException.Kind.TOO_LARGE, "a file has at most " + limit + " bytes here"));
      return;
    }
    if (batch.add(bytes)) return;
    flush();
    batch.add(bytes);
  }

  private void flush() {
    PaidBuffer full = batch;
    batch = new PaidBuffer(memory, batchSize);
    Optional<FairPool.Grant> room = disk.room().tryAcquire(full.length());
    if (room.isEmpty()) {
      full.release();
      fail(disk.room().busy());
      return;
    }
    kept.add(room.get());
    pending++;
    if (pending > 1) source.pause();
    if (hasher == null && size > batchSize) beginHashing();
    boolean hashed = hasher != null;
    if (!hashed) unhashed += full.length();
    stored = stored.compose(before -> hashed ? hashAndStore(full) : store(full));
    stored.onComplete(done -> confirm(full, done.cause()));
  }

  private void confirm(PaidBuffer full, Throwable failure) {
    full.release();
    pending--;
    if (failure != null) fail(failure);
    else if (pending <= 1) source.resume();
  }

  /** Hashes the bytes that were stored before the hasher was known, which are read once more. */
  private void beginHashing() {
    hasher = hasherFor.apply(size);
    if (unhashed > 0) stored = stored.compose(before -> disk.work().run(this::hashStored));
  }

  private void hashStored() throws IOException {
    for (long at = 0; at < unhashed; at += PIECE)
      hasher.update(ByteBuffer.wrap(file.read(at, (int) Math.min(PIECE, unhashed - at))));
  }

  /** Both at once, on a thread each; a failure waits for the other. */
  private Future<Void> hashAndStore(PaidBuffer bytes) {
    return Future.join(hash(bytes), store(bytes)).mapEmpty();
  }

  private Future<Void> hash(PaidBuffer bytes) {
    return codec.run(
        bytes.length(),
        () -> {
          bytes.bytes().forEach(hasher::update);
          return null;
        });
  }

  private Future<Void> store(PaidBuffer bytes) {
    return disk.work()
        .run(
            () -> {
              if (file == null) file = NamelessFile.open(disk.directory());
              file.append(bytes.bytes());
            });
  }

  private void finish() {
    if (whole.future().isComplete()) return;
    if (batch.length() == size) finishInMemory();
    else finishInFile();
  }

  private void finishInMemory() {
    hasher = hasherFor.apply(size);
    hash(batch)
        .map(hashed -> new PlaintextInMemory(batch.take(), batch::release))
        .onSuccess(whole::tryComplete)
        .onFailure(this::fail);
  }

  private void finishInFile() {
    if (hasher == null) beginHashing();
    if (batch.length() > 0) flush();
    stored
        .map(all -> new PlaintextInFile(disk.work(), file, size, this::leaveDisk))
        .onSuccess(whole::tryComplete)
        .onFailure(this::fail);
  }

  private void breakOff(Throwable cause) {
    fail(
        cause instanceof GridException
            ? cause
            : new GridException(GridException.Kind.BAD_REQUEST, "the upload broke off", cause));
  }

  private void fail(Throwable failure) {
    if (whole.tryFail(failure)) source.handler(null);
  }

  private Future<Void> giveUp() {
    batch.release();
    return stored
        .transform(done -> disk.work().run(this::closeFile))
        .onComplete(closed -> leaveDisk());
  }

  private void closeFile() throws IOException {
    if (file != null) file.close();
  }

  private void leaveDisk() {
    kept.forEach(FairPool.Grant::release);
    kept.clear();
  }
}
