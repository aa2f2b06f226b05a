package org.truckee.client.flow;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.truckee.bytes.Bytes;

/**
 * A file that has been taken in whole: in memory if it is small, else in a temporary file that has
 * no name any more.
 */
final class SpooledPlaintext implements Plaintext {
  private final Vertx vertx;
  private final long size;
  private final byte[] memory;
  private final FileChannel file;
  private long position;

  private SpooledPlaintext(Vertx vertx, long size, byte[] memory, FileChannel file) {
    this.vertx = vertx;
    this.size = size;
    this.memory = memory;
    this.file = file;
  }

  static SpooledPlaintext inMemory(Bytes contents) {
    return new SpooledPlaintext(null, contents.size(), contents.toArray(), null);
  }

  static SpooledPlaintext inFile(Vertx vertx, FileChannel file, long size) {
    return new SpooledPlaintext(vertx, size, null, file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<byte[]> next(int length) {
    long from = position;
    position += length;
    if (memory != null)
      return Future.succeededFuture(Arrays.copyOfRange(memory, (int) from, (int) from + length));
    return vertx.executeBlocking(() -> read(from, length), false);
  }

  private byte[] read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0)
        throw new IOException("the temporary file breaks off");
    }
    return bytes.array();
  }

  @Override
  public boolean rewind() {
    position = 0;
    return true;
  }

  @Override
  public Future<Void> close() {
    if (file == null) return Future.succeededFuture();
    return vertx.executeBlocking(
        () -> {
          file.close();
          return null;
        },
        false);
  }
}
