package org.truckee.client.plaintext;

import io.vertx.core.Future;
import java.util.Arrays;
import org.truckee.bytes.Bytes;

/** A small file that is in memory whole. */
public final class PlaintextInMemory implements Plaintext {
  private final byte[] contents;
  private final Runnable release;
  private int position;

  /** {@code release}, which may be called more than once, gives back the memory of the file. */
  PlaintextInMemory(byte[] contents, Runnable release) {
    this.contents = contents;
    this.release = release;
  }

  /** A file of {@code contents}, whose memory nobody counts. */
  public static Plaintext of(Bytes contents) {
    return new PlaintextInMemory(contents.toArray(), () -> {});
  }

  @Override
  public long size() {
    return contents.length;
  }

  @Override
  public Future<Void> ready(int length) {
    return Future.succeededFuture();
  }

  @Override
  public Future<byte[]> next(int length) {
    int from = position;
    position += length;
    return Future.succeededFuture(Arrays.copyOfRange(contents, from, position));
  }

  @Override
  public boolean rewind() {
    position = 0;
    return true;
  }

  @Override
  public Future<Void> close() {
    release.run();
    return Future.succeededFuture();
  }
}
