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
  /** Longer than anything takes, even on a machine that has much else to do. */
  public static final Duration LONG = Duration.ofSeconds(60);

  private static final int LOOK_MILLIS = 15;

  private Waiting() {}

  /** Comes back when {@code assertion} holds. */
  public static void until(ThrowingRunnable assertion) {
    looking().untilAsserted(assertion);
  }

  /** Comes back when {@code condition} holds. */
  public static void untilTrue(Callable<Boolean> condition) {
    looking().until(condition);
  }

  /** Looks often: most of what tests wait for is there in a moment. */
  private static ConditionFactory looking() {
    return await().atMost(LONG).pollInterval(Duration.ofMillis(LOOK_MILLIS));
  }

  /**
   * Comes back when every later change of a file below {@code tree} is sure to show in its times.
   */
  public static void untilSettled(Path tree) {
    untilTrue(() -> isSettled(tree, Instant.now()));
  }

  private static boolean isSettled(Path tree, Instant now) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList()) if (!FileState.of(path).isSettled(now)) return false;
      return true;
    }
  }

  /** Comes back when {@code count} has been the same for a while. */
  public static void untilAtRest(LongSupplier count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .during(Duration.ofMillis(200))
        .until(() -> last.getAndSet(count.getAsLong()) == count.getAsLong());
  }

  /** What {@code future} gives; its failure is thrown as it is. */
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
   * What {@code step} gives, begun on an event loop: whoever asks for an answer there can listen
   * before anything of it comes.
   */
  public static <T> T onEventLoop(Vertx vertx, Supplier<Future<T>> step) {
    Promise<T> result = Promise.promise();
    vertx.runOnContext(now -> step.get().onComplete(result));
    return of(result.future());
  }
}
