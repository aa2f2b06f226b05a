package org.truckee.client.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;

/** What a timeline keeps of the steps of a transfer. */
class StepLogTest {
  private long now;
  private final StepLog log = new StepLog(() -> now);

  private static Step.Task task(Step.Work work, int share) {
    return new Step.Task(work, "server", share, 0);
  }

  private String failureOf(Step.Work work, GridException.Kind kind) {
    log.watch(task(work, 0), Future.failedFuture(new GridException(kind, "why")));
    return log.steps().get(log.steps().size() - 1).failure();
  }

  /** A share that is opened without knowing whether it is there may be missing. */
  @ParameterizedTest
  @CsvSource({
    "OPEN, NOT_FOUND, ",
    "OPEN, CORRUPT, why",
    "OPEN, UNREACHABLE, why",
    "READ, NOT_FOUND, why",
    "ASK, UNREACHABLE, why",
    "SEND, NO_SPACE, why"
  })
  void aFailure_isKept_unlessItIsThatOfAGuess(
      Step.Work work, GridException.Kind kind, String failure) {
    assertThat(failureOf(work, kind)).isEqualTo(failure);
    assertThat(log.steps()).noneMatch(Step::underWay);
  }

  @Test
  void aStep_takesFromItsBeginningToItsEnd() {
    Promise<Void> answer = Promise.promise();
    now = 5;
    log.watch(task(Step.Work.READ, 0), answer.future());
    now = 12;
    assertThat(log.steps()).singleElement().matches(Step::underWay);
    answer.complete();

    Step step = log.steps().get(0);
    assertThat(step.began()).isEqualTo(5);
    assertThat(step.took()).isEqualTo(7);
  }

  @Test
  void ofManySteps_theOldestGoFirst_andFailuresStay() {
    failureOf(Step.Work.READ, GridException.Kind.UNREACHABLE);
    for (int share = 1; share < 1000; share++)
      log.watch(task(Step.Work.READ, share), Future.succeededFuture());

    assertThat(log.steps()).hasSize(400);
    assertThat(log.steps().get(0).failure()).isEqualTo("why");
    assertThat(log.steps().get(399).share()).isEqualTo(999);
    assertThat(log.forgotten()).isEqualTo(600);
  }

  @Test
  void sharesThatAreKept_areCountedOnce() {
    for (int share : new int[] {1, 2, 2, 3})
      log.watch(task(Step.Work.CLOSE, share), Future.succeededFuture());
    log.watch(task(Step.Work.CLOSE, 4), Future.failedFuture("no"));
    assertThat(log.closed()).isEqualTo(3);
  }

  @Test
  void itIsLeftOff_whenNothingHasBeenUnderWayForAWhile() {
    Promise<Void> answer = Promise.promise();
    log.watch(task(Step.Work.READ, 0), answer.future());
    now = TimeUnit.MINUTES.toNanos(10);
    assertThat(log.leftOff()).isFalse();

    answer.complete();
    assertThat(log.leftOff()).isFalse();

    now += TimeUnit.SECONDS.toNanos(31);
    assertThat(log.leftOff()).isTrue();
  }

  @Test
  void whatIsForgotten_isNotedNoMore() {
    log.forget();
    log.watch(task(Step.Work.READ, 0), Future.succeededFuture());
    assertThat(log.steps()).isEmpty();
  }
}
