package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;

/**
 * Runs what blocks on the disk away from the event loop, and tells a full disk from a broken one.
 */
final class Disk {
  private static final int THREADS = 8;

  private final WorkerExecutor threads;

  Disk(Vertx vertx) {
    this.threads = vertx.createSharedWorkerExecutor("truckee-disk", THREADS, 1, TimeUnit.HOURS);
  }

  /** Something that blocks. */
  interface Step {
    /** Does it. */
    void run() throws IOException;
  }

  /** What {@code step} gives, on the context of whoever asked. */
  <T> Future<T> ask(Callable<T> step) {
    return threads.executeBlocking(step, false).recover(Disk::named);
  }

  /** Completes when {@code step} is done. */
  Future<Void> run(Step step) {
    return ask(
        () -> {
          step.run();
          return null;
        });
  }

  private static <T> Future<T> named(Throwable failure) {
    return Future.failedFuture(isFull(failure) ? full(failure) : failure);
  }

  /** The JDK tells of a full disk only by the system's words. */
  static boolean isFull(Throwable failure) {
    String message = failure instanceof IOException ? failure.getMessage() : null;
    return message != null
        && (message.contains("No space left")
            || message.contains("Disk quota exceeded")
            || message.contains("not enough space"));
  }

  private static GridException full(Throwable cause) {
    return new GridException(GridException.Kind.NO_SPACE, "the disk of this server is full", cause);
  }
}
