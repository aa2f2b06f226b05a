package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.LongFunction;
import org.truckee.FullDisk;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.TaggedHasher;
import org.truckee.worker.Codec;

/**
 * Takes in a file whose size is not known, or whose key is made from its contents: into memory if
 * it is small, else into a temporary file which loses its name at once and which only this user may
 * read. The file is hashed as it passes. Event loop only.
 */
public final class Spool {
  private final Vertx vertx;
  private final Codec codec;
  private final Path directory;
  private final int batchSize;
  private final long limit;
  private final LongFunction<TaggedHasher> hasherFor;
  private final Promise<Plaintext> whole = Promise.promise();
  private ReadStream<Buffer> source;
  private Buffer batch = Buffer.buffer();
  private Future<Void> stored = Future.succeededFuture();
  private int pending;
  private long size;
  private TaggedHasher hasher;
  private FileChannel file;

  /**
   * A spool of files of at most {@code limit} bytes. What hashes a file may depend on its size, up
   * to {@code batchSize}: it is asked for when so much has come, or at the end.
   */
  public Spool(
      Vertx vertx,
      Codec codec,
      Path directory,
      int batchSize,
      long limit,
      LongFunction<TaggedHasher> hasherFor) {
    this.vertx = vertx;
    this.codec = codec;
    this.directory = directory;
    this.batchSize = batchSize;
    this.limit = limit;
    this.hasherFor = hasherFor;
  }

  /** Takes in {@code from}, which is paused, to its end; if it breaks off, nothing is left. */
  public Future<Plaintext> take(ReadStream<Buffer> from) {
    source = from;
    source.exceptionHandler(this::breakOff).endHandler(end -> finish()).handler(this::add);
    source.resume();
    return whole
        .future()
        .recover(failure -> closeFile().transform(closed -> Future.failedFuture(failure)));
  }

  /** The digest of all that was taken. */
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
    if (batch.length() > 0 && batch.length() + bytes.length() > batchSize) flush();
    batch.appendBuffer(bytes);
  }

  private void flush() {
    Buffer bytes = batch;
    batch = Buffer.buffer(batchSize);
    pending++;
    if (pending > 1) source.pause();
    if (hasher == null) hasher = hasherFor.apply(size);
    stored = stored.compose(before -> hash(bytes)).compose(hashed -> store(bytes));
    stored.onComplete(done -> confirm(done.cause()));
  }

  private void confirm(Throwable failure) {
    pending--;
    if (failure != null) fail(failure);
    else if (pending <= 1) source.resume();
  }

  private Future<Void> hash(Buffer bytes) {
    return codec.run(
        () -> {
          hasher.update(nio(bytes));
          return null;
        });
  }

  private Future<Void> store(Buffer bytes) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              if (file == null) file = open();
              for (ByteBuffer rest = nio(bytes); rest.hasRemaining(); ) file.write(rest);
              return null;
            })
        .recover(failure -> Future.failedFuture(FullDisk.is(failure) ? full(failure) : failure));
  }

  private static GridException full(Throwable cause) {
    return new GridException(
        GridException.Kind.NO_SPACE,
        "the disk of this gateway has no room for a file on its way to the servers",
        cause);
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(directory);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path path = Files.createTempFile(directory, "upload", ".tmp", mine);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    return channel;
  }

  private void finish() {
    if (batch.length() == size) finishInMemory();
    else finishInFile();
  }

  private void finishInMemory() {
    hasher = hasherFor.apply(size);
    hash(batch)
        .map(hashed -> SpooledPlaintext.inMemory(Bytes.wrap(batch.getBytes())))
        .onSuccess(whole::tryComplete)
        .onFailure(this::fail);
  }

  private void finishInFile() {
    if (batch.length() > 0) flush();
    stored
        .map(all -> SpooledPlaintext.inFile(vertx, file, size))
        .onSuccess(whole::tryComplete)
        .onFailure(this::fail);
  }

  private void breakOff(Throwable cause) {
    fail(new GridException(GridException.Kind.BAD_REQUEST, "the upload broke off", cause));
  }

  private void fail(Throwable failure) {
    if (whole.tryFail(failure)) source.handler(null);
  }

  private Future<Void> closeFile() {
    return stored.transform(
        done ->
            vertx.executeBlocking(
                () -> {
                  if (file != null) file.close();
                  return null;
                }));
  }

  private static ByteBuffer nio(Buffer bytes) {
    return ((BufferInternal) bytes).getByteBuf().nioBuffer();
  }
}
