package org.truckee.client.plaintext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.truckee.client.flow.SpoolDisk;

/** A file that has been taken in whole and waits on disk. */
final class PlaintextInFile implements Plaintext {
  private final Vertx vertx;
  private final NamelessFile file;
  private final long size;
  private final Runnable release;
  private long position;

  /** {@code release}, which may be called more than once, gives back its room on disk. */
  PlaintextInFile(Vertx vertx, NamelessFile file, long size, Runnable release) {
    this.vertx = vertx;
    this.file = file;
    this.size = size;
    this.release = release;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Future<Void> ready(int length) {
    return Future.succeededFuture();
  }

  @Override
  public Future<byte[]> next(int length) {
    long from = position;
    position += length;
    return vertx.executeBlocking(() -> file.read(from, length), false).recover(SpoolDisk::failed);
  }

  @Override
  public boolean rewind() {
    position = 0;
    return true;
  }

  @Override
  public Future<Void> close() {
    return vertx
        .<Void>executeBlocking(
            () -> {
              file.close();
              return null;
            },
            false)
        .onComplete(closed -> release.run());
  }
}
