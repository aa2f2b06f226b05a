package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;
import org.truckee.testing.Waiting;

/** Pools of threads are told by their names, with what waits for them. */
class ThreadPoolsTest {
  private final ThreadPools pools = new ThreadPools(Ticker.SYSTEM);
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setMetricsOptions(new MetricsOptions().setEnabled(true)))
          .withMetrics(options -> pools)
          .build();

  /** The figures of now, by their names and labels. */
  private Map<String, Double> told() {
    Map<String, Double> told = new TreeMap<>();
    Waiting.of(
        ThreadPools.tell(
            vertx,
            new MetricSink() {
              @Override
              public void gauge(String name, String help, Number value, String... labels) {
                told.put(name + List.of(labels), value.doubleValue());
              }

              @Override
              public void counter(String name, String help, Number value, String... labels) {
                told.put(name + List.of(labels), value.doubleValue());
              }

              @Override
              public void histogram(
                  String name, String help, Timings.Counts times, String... labels) {
                told.put(name + List.of(labels), (double) times.all());
              }
            }));
    return told;
  }

  @Test
  void whatWaitsForAThread_isTold() throws InterruptedException {
    assertThat(told()).isEmpty();
    pools.belongTo(vertx);
    BlockingWork one = BlockingWork.onThreads(vertx, "some-disk", 1);
    BlockingWork two = BlockingWork.onThreads(vertx, "some-disk", 2);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    one.run(
        () -> {
          begun.countDown();
          end.await();
        });
    var waiting = one.run(() -> {});
    begun.await();

    assertThat(told())
        .containsEntry("truckee_pool_threads[pool, some-disk]", 3.0)
        .containsEntry("truckee_pool_busy[pool, some-disk]", 1.0)
        .containsEntry("truckee_pool_waiting[pool, some-disk]", 1.0);
    end.countDown();
    Waiting.of(waiting);
    Waiting.of(two.close());
    Waiting.of(one.close());
    Waiting.until(
        () ->
            assertThat(told())
                .containsEntry("truckee_pool_threads[pool, some-disk]", 0.0)
                .containsEntry("truckee_pool_waiting[pool, some-disk]", 0.0)
                .containsEntry("truckee_pool_wait_seconds[pool, some-disk]", 2.0));
    Waiting.of(vertx.close());
  }
}
