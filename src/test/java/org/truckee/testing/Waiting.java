package org.truckee.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.truckee.cli.local.FileState;

/** Blocks until a future is there; never on an event loop. */
public final class Waiting {
  /** A time longer than any step takes, even on a busy machine. */
  public static final Duration LONG = Duration.ofSeconds(60);

  private static final int LOOK_MILLIS = 15;

  private Waiting() {}

  /** Waits until {@code assertion} holds. */
  public static void until(ThrowingRunnable assertion) {
    looking().untilAsserted(assertion);
  }

  /** Waits until {@code condition} holds. */
  public static void untilTrue(Callable<Boolean> condition) {
    looking().until(condition);
  }

  /** The time between two looks: most conditions of tests hold in a moment. */
  private static ConditionFactory looking() {
    return await().atMost(LONG).pollInterval(Duration.ofMillis(LOOK_MILLIS));
  }

  /** Waits until every later change of a file below {@code tree} is sure to show in its times. */
  public static void untilSettled(Path tree) {
    untilTrue(() -> isSettled(tree, Instant.now()));
  }

  private static boolean isSettled(Path tree, Instant now) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList()) if (!FileState.of(path).isSettled(now)) return false;
      return true;
    }
  }

  /** Waits until {@code count} has been the same for a while. */
  public static void untilAtRest(LongSupplier count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .during(Duration.ofMillis(200))
        .until(() -> last.getAndSet(count.getAsLong()) == count.getAsLong());
  }

  /** The result of {@code future}; its failure is thrown as it is. */
  public static <T> T of(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(LONG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) throw known;
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("nothing came in " + LONG, e);
    }
  }

  /**
   * The result of {@code step}, begun on an event loop, where a reader of an answer can listen
   * before the first byte comes.
   */
  public static <T> T onEventLoop(Vertx vertx, Supplier<Future<T>> step) {
    Promise<T> result = Promise.promise();
    vertx.runOnContext(now -> step.get().onComplete(result));
    return of(result.future());
  }
}
