package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.client.pool.FairPool.Grant;
import org.truckee.testing.Waiting;

/** The sharing of a scarce pool among clients. */
class FairPoolTest {
  private static final Client GREEDY = new Client("192.0.2.1");
  private static final Client MODEST = new Client("192.0.2.2");
  private static final long LONG = 600_000;

  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext();
  private final FairPool pool = new FairPool("such thing", 8, LONG);

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** The result of {@code step}, taken for {@code client}. */
  private <T> T as(Client client, Supplier<T> step) {
    return Waiting.of(
        Future.<T>future(
            promise ->
                loop.duplicate()
                    .runOnContext(
                        begun -> {
                          client.bind();
                          promise.complete(step.get());
                        })));
  }

  private List<Future<Grant>> acquire(Client client, int count) {
    List<Future<Grant>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) all.add(as(client, () -> pool.acquire(1)));
    return all;
  }

  private static long granted(List<Future<Grant>> all) {
    return all.stream().filter(Future::succeeded).count();
  }

  @Test
  void aClientGetsHalf_howeverMuchItWants_andTheOtherHalfIsThereForOthers() {
    List<Future<Grant>> greedy = acquire(GREEDY, 100);
    assertThat(granted(greedy)).isEqualTo(4);
    assertThat(pool.isWanted()).isFalse();

    assertThat(granted(acquire(MODEST, 3))).isEqualTo(3);
    assertThat(as(MODEST, () -> pool.tryAcquire(1))).isPresent();
    assertThat(as(GREEDY, () -> pool.tryAcquire(1))).isEmpty();
  }

  @Test
  void whatIsGivenBack_goesToEachClientInTurn_andWithinOneInOrder() {
    List<Future<Grant>> first = acquire(GREEDY, 4);
    List<Future<Grant>> others = acquire(new Client("192.0.2.3"), 4);
    List<Future<Grant>> greedy = acquire(GREEDY, 50);
    List<Future<Grant>> modest = acquire(MODEST, 2);

    first.get(0).result().release();
    assertThat(granted(modest) + granted(greedy)).isEqualTo(1);
    first.get(1).result().release();
    assertThat(modest.get(0).succeeded()).isTrue();
    assertThat(modest.get(1).succeeded()).isFalse();
    for (Future<Grant> other : others) other.result().release();

    assertThat(granted(modest)).isEqualTo(2);
    assertThat(granted(greedy)).isEqualTo(2);
    assertThat(greedy.get(0).succeeded() && greedy.get(1).succeeded()).isTrue();
  }

  @Test
  void whatIsLargerThanAShare_isServedWhenItsClientHasNothing_andNobodyOvertakesForEver() {
    Grant one = as(GREEDY, () -> pool.acquire(1)).result();
    Future<Grant> large = as(GREEDY, () -> pool.acquire(20));
    assertThat(large.isComplete()).isFalse();
    assertThat(granted(acquire(MODEST, 1))).as("it waits for itself only").isEqualTo(1);

    one.release();
    assertThat(large.isComplete()).as("the pool is not empty").isFalse();
    assertThat(pool.isWanted()).isTrue();
    assertThat(as(MODEST, () -> pool.tryAcquire(1))).as("it is behind the large one").isEmpty();
  }

  @Test
  void whoHasHadNothingYet_comesBeforeOthersOfTheSameClient() {
    List<Future<Grant>> had = acquire(GREEDY, 4);
    List<Future<Grant>> others = acquire(GREEDY, 5);
    Future<Grant> fresh = as(GREEDY, () -> pool.acquire(1, true));

    had.get(0).result().release();

    assertThat(fresh.succeeded()).isTrue();
    assertThat(granted(others)).isZero();
    had.get(1).result().release();
    assertThat(others.get(0).succeeded()).isTrue();
  }

  @Test
  void aWait_hasAnEnd_andHoldsNothingUpAfterwards() {
    FairPool impatient = new FairPool("such thing", 2, 20);
    Grant all = impatient.tryAcquire(2).orElseThrow();
    Future<Grant> waiting = as(GREEDY, () -> impatient.acquire(1));

    Waiting.until(() -> assertThat(waiting.failed()).isTrue());

    assertThat(GridException.is(waiting.cause(), GridException.Kind.BUSY)).isTrue();
    assertThat(waiting.cause()).hasMessageContaining("no such thing became free");
    assertThat(impatient.isWanted()).isFalse();
    all.release();
    all.release();
    assertThat(impatient.used()).isZero();
    assertThat(as(MODEST, () -> impatient.tryAcquire(1))).isPresent();
  }

  @Test
  void aStepThatWaited_goesOnForTheClientThatItIsTakenFor() {
    Grant all = pool.tryAcquire(8).orElseThrow();
    List<Client> went = new CopyOnWriteArrayList<>();
    for (Client client : List.of(GREEDY, MODEST))
      as(client, () -> pool.acquire(1).onSuccess(mine -> went.add(Client.current())));

    as(GREEDY, () -> Optional.of(all)).ifPresent(Grant::release);

    Waiting.until(() -> assertThat(went).containsExactly(GREEDY, MODEST));
  }

  @Test
  void theGateway_isNotHeldToAShare() {
    assertThat(pool.tryAcquire(8)).isPresent();
    assertThat(pool.tryAcquire(1)).isEmpty();
    assertThat(pool.used()).isEqualTo(8);
  }

  @Test
  void aStepThatThrows_givesBackWhatItHad() {
    Future<Void> broken =
        pool.holding(
            3,
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThat(broken.cause()).hasMessage("broken");
    assertThat(pool.used()).isZero();
  }

  @Test
  void upkeep_hasASmallShare_evenWhereNobodyElseWantsAny() {
    List<Future<Grant>> asked = acquire(Client.UPKEEP, 3);

    assertThat(asked.get(0).succeeded()).isTrue();
    assertThat(asked.subList(1, 3)).noneMatch(Future::isComplete);
    assertThat(acquire(MODEST, 4)).allMatch(Future::succeeded);
  }
}
