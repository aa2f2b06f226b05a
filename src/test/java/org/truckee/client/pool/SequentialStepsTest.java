package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps one after the other, until one says no or fails. */
class SequentialStepsTest {
  private final List<Integer> taken = new ArrayList<>();

  @Test
  void aHundredThousandSteps_needNoStack() {
    List<Integer> all = IntStream.range(0, 100_000).boxed().toList();
    Future<Void> done =
        SequentialSteps.forEach(
            all,
            one -> {
              taken.add(one);
              return Future.succeededFuture();
            });
    assertThat(done.succeeded()).isTrue();
    assertThat(taken).isEqualTo(all);
  }

  @Test
  void aStep_waitsForTheOneBefore() {
    List<Promise<Void>> steps = List.of(Promise.promise(), Promise.promise(), Promise.promise());
    Future<Void> done =
        SequentialSteps.forEach(
            List.of(0, 1, 2),
            number -> {
              taken.add(number);
              return steps.get(number).future();
            });
    assertThat(taken).containsExactly(0);
    steps.get(0).complete();
    assertThat(taken).containsExactly(0, 1);
    steps.get(1).complete();
    steps.get(2).complete();
    assertThat(taken).containsExactly(0, 1, 2);
    assertThat(done.succeeded()).isTrue();
  }

  @Test
  void theFirstFailure_endsThem() {
    Future<Void> done =
        SequentialSteps.forEach(
            List.of(0, 1, 2),
            number -> {
              taken.add(number);
              return number == 1 ? Future.failedFuture("one") : Future.succeededFuture();
            });
    assertThat(done.cause()).hasMessage("one");
    assertThat(taken).containsExactly(0, 1);
  }

  @Test
  void aStepThatThrows_isAFailure() {
    Future<Void> done =
        SequentialSteps.whileTrue(
            () -> {
              throw new IllegalStateException("thrown");
            });
    assertThat(done.cause()).hasMessage("thrown");
  }

  @Test
  void aStepThatFailsLater_isAFailure() {
    Promise<Boolean> step = Promise.promise();
    Future<Void> done = SequentialSteps.whileTrue(step::future);
    step.fail("later");
    assertThat(done.cause()).hasMessage("later");
  }

  @Test
  void withoutSteps_allIsDone() {
    assertThat(SequentialSteps.forEach(List.of(), one -> Future.succeededFuture()).succeeded())
        .isTrue();
  }
}
