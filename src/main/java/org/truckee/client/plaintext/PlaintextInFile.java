package org.truckee.client.plaintext;

import io.vertx.core.Future;
import org.truckee.platform.BlockingWork;

/** A received file that waits on disk. */
final class PlaintextInFile implements Plaintext {
  private final BlockingWork disk;
  private final NamelessFile file;
  private final long size;
  private final Runnable release;
  private long position;

  /** {@code release}, which may be called more than once, gives back its room on disk. */
  PlaintextInFile(BlockingWork disk, NamelessFile file, long size, Runnable release) {
    this.disk = disk;
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
    return disk.ask(() -> file.read(from, length));
  }

  @Override
  public boolean rewind() {
    position = 0;
    return true;
  }

  @Override
  public Future<Void> close() {
    return disk.run(file::close).onComplete(closed -> release.run());
  }
}
