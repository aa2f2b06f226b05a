package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.testing.Waiting;

/** The event loops of requests that wait for a future of another one. */
class ContextBoundTest {
  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal mine = ((ContextInternal) context()).duplicate();
  private final Context other = context();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** A context of its own, on the next event loop. */
  private Context context() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  /** The context on which the future goes on that {@code step} gives on mine. */
  private Context wayOf(Supplier<Future<Void>> step, Promise<Void> completed) throws Exception {
    CompletableFuture<Context> way = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    mine.runOnContext(
        turn -> {
          step.get().onComplete(done -> way.complete(Vertx.currentContext()));
          asked.complete(null);
        });
    asked.get(10, TimeUnit.SECONDS);
    other.runOnContext(turn -> completed.complete());
    return way.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aSharedFutureThatAnotherContextCompletes_goesOnWhereItIsAskedFor() throws Exception {
    Promise<Void> shared = Promise.promise();

    assertThat(wayOf(() -> ContextBound.of(shared.future()), shared)).isSameAs(mine);
  }

  @Test
  void aFutureThatTakesTooLong_failsWhereItIsWaitedFor() throws Exception {
    Future<Void> never =
        Future.join(Promise.<Void>promise().future(), Future.succeededFuture()).mapEmpty();

    assertThat(wayOf(() -> ContextBound.within(1, never), Promise.promise())).isSameAs(mine);
  }

  @Test
  void aSharedFutureThatIsCompleteAlready_goesOnWhereItIsAskedFor() throws Exception {
    CompletableFuture<Future<Void>> there = new CompletableFuture<>();
    other.runOnContext(
        turn -> {
          Promise<Void> promise = ContextBound.promise();
          promise.complete();
          there.complete(promise.future());
        });
    Future<Void> shared = there.get(10, TimeUnit.SECONDS);
    assertThat(shared.isComplete()).isTrue();

    assertThat(wayOf(() -> ContextBound.of(shared), Promise.promise())).isSameAs(mine);
  }

  @Test
  void aPromiseThatAnotherContextKeeps_goesOnWhereItWasMade() throws Exception {
    Promise<Void> kept = Promise.promise();

    assertThat(
            wayOf(
                () -> {
                  Promise<Void> promise = ContextBound.promise();
                  kept.future().onComplete(promise);
                  return promise.future();
                },
                kept))
        .isSameAs(mine);
  }

  @Test
  void aStepThatWaitsForItsTurn_beginsOnItsOwnContext() throws Exception {
    KeyedQueue<String> queue = new KeyedQueue<>();
    Promise<Void> first = Promise.promise();
    queue.next("file", first::future);

    assertThat(wayOf(() -> queue.next("file", Future::succeededFuture), first)).isSameAs(mine);
  }
}
