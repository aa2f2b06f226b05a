package org.truckee.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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
  private final Set<Future<?>> underWay;

  /** Work without a result. */
  @FunctionalInterface
  public interface Step {
    /** Does the work. */
    void run() throws Exception;
  }

  private BlockingWork(
      Vertx vertx,
      Optional<WorkerExecutor> own,
      Function<Throwable, Throwable> words,
      Set<Future<?>> underWay) {
    this.vertx = vertx;
    this.own = own;
    this.words = words;
    this.underWay = underWay;
  }

  /** Work on the threads that {@code vertx} has for everything that has none of its own. */
  public static BlockingWork of(Vertx vertx) {
    return new BlockingWork(vertx, Optional.empty(), failure -> failure, Set.of());
  }

  /** Work on {@code count} threads of its own, which end with it. */
  public static BlockingWork onThreads(Vertx vertx, String name, int count) {
    String unique = name + "-" + NUMBER.incrementAndGet();
    WorkerExecutor own = vertx.createSharedWorkerExecutor(unique, count, 1, TimeUnit.HOURS);
    return new BlockingWork(
        vertx, Optional.of(own), failure -> failure, ConcurrentHashMap.newKeySet());
  }

  /** The same threads, for work whose failures are what {@code words} makes of them. */
  public BlockingWork telling(Function<Throwable, Throwable> words) {
    return new BlockingWork(vertx, own, words, underWay);
  }

  /** The answer to {@code question}. */
  public <T> Future<T> ask(Callable<T> question) {
    return execute(question).recover(failure -> Future.failedFuture(words.apply(failure)));
  }

  /** Completes when {@code step} is done. */
  public Future<Void> run(Step step) {
    return ask(
        () -> {
          step.run();
          return null;
        });
  }

  private <T> Future<T> execute(Callable<T> question) {
    if (own.isEmpty()) return vertx.executeBlocking(question, false);
    Future<T> answer = begin(own.get(), question);
    underWay.add(answer);
    return answer.onComplete(done -> underWay.remove(answer));
  }

  /** A question that comes after the end of the threads fails, as one that they can't answer. */
  private static <T> Future<T> begin(WorkerExecutor threads, Callable<T> question) {
    try {
      return threads.executeBlocking(question, false);
    } catch (RejectedExecutionException ended) {
      return Future.failedFuture(ended);
    }
  }

  /** Ends the threads, if they are its own, when all that was asked for is done. */
  public Future<Void> close() {
    return own.isEmpty()
        ? Future.succeededFuture()
        : Future.join(List.copyOf(underWay)).transform(done -> own.get().close());
  }
}
