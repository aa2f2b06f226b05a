package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;
import org.truckee.testing.HeldTimers;

/** What the memory of transfers tells of those who wait for it. */
class MemoryBudgetTest {
  private final HeldTimers timers = new HeldTimers();
  private final MemoryBudget memory = new MemoryBudget(100, timers);

  /** The figures that it tells now, without the common part of their names. */
  private Map<String, Number> told() {
    Figures figures = new Figures();
    memory.tell(figures, "transfers");
    return figures.all;
  }

  private static final class Figures implements MetricSink {
    private final Map<String, Number> all = new HashMap<>();

    @Override
    public void gauge(String name, String help, Number value, String... labels) {
      assertThat(labels).containsExactly("pool", "transfers");
      all.put(name.replace("truckee_gateway_pool_", ""), value);
    }

    @Override
    public void counter(String name, String help, Number value, String... labels) {
      gauge(name, help, value, labels);
    }

    @Override
    public void histogram(String name, String help, Timings.Counts times, String... labels) {
      gauge(name + "_count", help, times.all(), labels);
      gauge(name + "_sum", help, times.sum(), labels);
    }
  }

  @Test
  void whoeverWaits_isCounted_andTheTimeIsToldWhenItsTurnHasCome() {
    Future<FairPool.Grant> first = memory.acquire(60);
    Future<FairPool.Grant> second = memory.acquire(60);

    assertThat(told())
        .containsEntry("used", 60L)
        .containsEntry("limit", 100L)
        .containsEntry("waiting", 1)
        .containsEntry("wait_seconds_count", 1L)
        .containsEntry("wait_seconds_sum", 0.0);

    timers.until(3_000);
    first.result().release();

    assertThat(second.succeeded()).isTrue();
    assertThat(told())
        .containsEntry("waiting", 0)
        .containsEntry("wait_seconds_count", 2L)
        .containsEntry("wait_seconds_sum", 3.0)
        .containsEntry("refusals", 0L);
  }

  @Test
  void whatIsGrantedAtOnce_countsAsNoWait() {
    Future<Integer> step = memory.holding(100, () -> Future.succeededFuture(7));

    assertThat(step.result()).isEqualTo(7);
    assertThat(memory.tryAcquire(1)).isPresent();
    assertThat(memory.tryAcquire(100)).isEmpty();
    assertThat(told()).containsEntry("used", 1L).containsEntry("wait_seconds_count", 2L);
  }
}
