package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps before a gate. */
class FairSemaphoreTest {
  @Test
  void atMostSoManyAreInside_theOthersFollowInOrder_whateverBecomesOfThem() {
    FairSemaphore gate = new FairSemaphore(2);
    List<Promise<Integer>> steps = new ArrayList<>();
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) results.add(gate.enter(() -> begin(steps)));
    assertThat(steps).hasSize(2);

    steps.get(1).fail("broken");
    assertThat(steps).hasSize(3);
    steps.get(0).complete(0);
    assertThat(steps).hasSize(4);
    steps.get(2).complete(2);
    steps.get(3).complete(3);

    assertThat(results).extracting(Future::result).containsExactly(0, null, 2, 3);
    assertThat(gate.enter(() -> Future.succeededFuture(4)).result()).isEqualTo(4);
  }

  private static Future<Integer> begin(List<Promise<Integer>> steps) {
    Promise<Integer> step = Promise.promise();
    steps.add(step);
    return step.future();
  }
}
