package org.truckee.storage.disk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.platform.FullDisk;

/**
 * Runs what blocks on the disk away from the event loop, and tells a full disk from a broken one.
 */
public final class Disk {
  private static final int THREADS = 8;

  private final WorkerExecutor threads;
  private final DiskWatch watch;

  public Disk(Vertx vertx, DiskWatch watch) {
    this.watch = watch;
    this.threads = vertx.createSharedWorkerExecutor("truckee-disk", THREADS, 1, TimeUnit.HOURS);
  }

  /** Something that blocks. */
  public interface Step {
    /** Does it. */
    void run() throws IOException;
  }

  /** What {@code step} gives, on the context of whoever asked. */
  public <T> Future<T> ask(Callable<T> step) {
    return threads.executeBlocking(step, false).recover(this::named);
  }

  /** Completes when {@code step} is done. */
  public Future<Void> run(Step step) {
    return ask(
        () -> {
          step.run();
          return null;
        });
  }

  /** A failure of the disk is told to clients in words, and its cause to the log. */
  private <T> Future<T> named(Throwable failure) {
    if (!(failure instanceof IOException)) return Future.failedFuture(failure);
    watch.failed(failure);
    boolean full = FullDisk.is(failure);
    return Future.failedFuture(
        new GridException(
            full ? GridException.Kind.NO_SPACE : GridException.Kind.CORRUPT,
            full ? "the disk of this server is full" : "the disk of this server fails",
            failure));
  }
}
