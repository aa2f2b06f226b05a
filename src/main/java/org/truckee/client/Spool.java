package org.truckee.client;

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
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.TaggedHasher;
import org.truckee.worker.Codec;

/**
 * Takes in a file whose size is not known, or whose key is made from its contents: into memory up
 * to a small bound, then into a temporary file which loses its name at once and which only this
 * user may read. The file is hashed as it passes. Event loop only.
 */
final class Spool {
  private static final int IN_MEMORY = 256 << 10;
  private static final int BATCH = 1 << 20;

  private final Vertx vertx;
  private final Codec codec;
  private final Path directory;
  private final Optional<TaggedHasher> hasher;
  private final long limit;
  private final Promise<Long> whole = Promise.promise();
  private ReadStream<Buffer> source;
  private Buffer batch = Buffer.buffer();
  private Future<Void> stored = Future.succeededFuture();
  private int pending;
  private FileChannel file;
  private long size;

  /**
   * A spool that hashes with {@code hasher}, if there is one, and takes at most {@code limit}
   * bytes.
   */
  Spool(Vertx vertx, Codec codec, Path directory, Optional<TaggedHasher> hasher, long limit) {
    this.vertx = vertx;
    this.codec = codec;
    this.directory = directory;
    this.hasher = hasher;
    this.limit = limit;
  }

  /** Takes in {@code source}, which is paused, to its end; if it breaks off, nothing is left. */
  Future<Plaintext> take(ReadStream<Buffer> from) {
    source = from;
    source.exceptionHandler(this::breakOff).endHandler(end -> finish()).handler(this::add);
    source.resume();
    return whole
        .future()
        .compose(
            this::plaintext,
            failure -> closeFile().transform(closed -> Future.failedFuture(failure)));
  }

  /** The digest of all that was taken. */
  Secret digest() {
    return new Secret(hasher.orElseThrow().digest());
  }

  private void add(Buffer bytes) {
    size += bytes.length();
    if (size > limit) {
      fail(
          new GridException(
              GridException.Kind.TOO_LARGE, "a file has at most " + limit + " bytes here"));
      return;
    }
    batch.appendBuffer(bytes);
    if (batch.length() >= BATCH) flush();
  }

  private void flush() {
    Buffer bytes = batch;
    batch = Buffer.buffer(BATCH);
    pending++;
    if (pending > 1) source.pause();
    stored = stored.compose(before -> hash(bytes)).compose(hashed -> store(bytes));
    stored.onComplete(done -> confirm(done.cause()));
  }

  private void confirm(Throwable failure) {
    pending--;
    if (failure != null) fail(failure);
    else if (pending <= 1) source.resume();
  }

  private Future<Void> hash(Buffer bytes) {
    if (hasher.isEmpty() || bytes.length() == 0) return Future.succeededFuture();
    return codec.run(
        () -> {
          hasher.get().update(nio(bytes));
          return null;
        });
  }

  private Future<Void> store(Buffer bytes) {
    return vertx.executeBlocking(
        () -> {
          if (file == null) file = open();
          for (ByteBuffer rest = nio(bytes); rest.hasRemaining(); ) file.write(rest);
          return null;
        });
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
    boolean small = file == null && pending == 0 && size <= IN_MEMORY;
    if (small) {
      hash(batch).onSuccess(hashed -> whole.tryComplete(size)).onFailure(this::fail);
    } else {
      if (batch.length() > 0) flush();
      stored.onSuccess(all -> whole.tryComplete(size)).onFailure(this::fail);
    }
  }

  private Future<Plaintext> plaintext(long length) {
    return Future.succeededFuture(
        file == null
            ? SpooledPlaintext.inMemory(vertx, batch)
            : SpooledPlaintext.inFile(vertx, file, length));
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
