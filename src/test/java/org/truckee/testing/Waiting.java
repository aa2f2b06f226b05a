package org.truckee.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ThrowingRunnable;

/** Blocks until a future is there; never on an event loop. */
public final class Waiting {
  /** Longer than anything takes, even on a machine that has much else to do. */
  public static final Duration LONG = Duration.ofSeconds(60);

  private Waiting() {}

  /** Comes back when {@code assertion} holds. */
  public static void until(ThrowingRunnable assertion) {
    await().atMost(LONG).untilAsserted(assertion);
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
}
