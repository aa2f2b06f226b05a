package org.truckee.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Work that blocks, such as that on a disk: threads for such work do it, in no order, and its
 * result comes back on the context of the step that asked. Thread-safe.
 */
public final class BlockingWork {
  /** Tells pools of the same name apart, so that each has threads of its own. */
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Vertx vertx;
  private final Optional<WorkerExecutor> own;
  private final Function<Throwable, Throwable> words;

  /** Work without a result. */
  @FunctionalInterface
  public interface Step {
    /** Does the work. */
    void run() throws Exception;
  }

  private BlockingWork(
      Vertx vertx, Optional<WorkerExecutor> own, Function<Throwable, Throwable> words) {
    this.vertx = vertx;
    this.own = own;
    this.words = words;
  }

  /** Work on the threads that {@code vertx} has for everything that has none of its own. */
  public static BlockingWork of(Vertx vertx) {
    return new BlockingWork(vertx, Optional.empty(), failure -> failure);
  }

  /** Work on {@code count} threads of its own, which end with it. */
  public static BlockingWork onThreads(Vertx vertx, String name, int count) {
    String unique = name + "-" + NUMBER.incrementAndGet();
    WorkerExecutor own = vertx.createSharedWorkerExecutor(unique, count, 1, TimeUnit.HOURS);
    return new BlockingWork(vertx, Optional.of(own), failure -> failure);
  }

  /** The same work, whose failures are what {@code words} makes of them. */
  public BlockingWork telling(Function<Throwable, Throwable> words) {
    return new BlockingWork(vertx, own, words);
  }

  /** The answer to {@code question}. */
  public <T> Future<T> ask(Callable<T> question) {
    return (own.isPresent()
            ? own.get().executeBlocking(question, false)
            : vertx.executeBlocking(question, false))
        .recover(failure -> Future.failedFuture(words.apply(failure)));
  }

  /** Completes when {@code step} is done. */
  public Future<Void> run(Step step) {
    return ask(
        () -> {
          step.run();
          return null;
        });
  }

  /** Ends the threads, if they are its own. */
  public Future<Void> close() {
    return own.map(WorkerExecutor::close).orElse(Future.succeededFuture());
  }
}
