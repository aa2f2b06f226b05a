package org.truckee.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.Waiting;

/** A node tells in sentences why it can't serve, also where a part of it does not answer. */
class NodeMonitorTest {
  private final Vertx vertx = Vertx.vertx();
  private final HeldTimers timers = new HeldTimers();
  private final NodeMonitor monitor = new NodeMonitor(vertx, List.of("storage"), timers);

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  /** A part that answers as it is told to. */
  private record Part(Future<Void> figures, Future<Optional<String>> answer) implements Monitored {
    @Override
    public Future<Void> tell(MetricSink sink) {
      return figures;
    }

    @Override
    public Future<Optional<String>> trouble() {
      return answer;
    }
  }

  private static Monitored saying(String clause) {
    return new Part(
        Future.succeededFuture(),
        Future.succeededFuture(Optional.of(clause).filter(said -> !said.isEmpty())));
  }

  @Test
  void aNode_isReadyFromItsStartToItsEnd() {
    assertThat(monitor.troubles().result()).containsExactly("the node is starting");
    monitor.watch("one", saying(""));
    monitor.started();
    assertThat(monitor.troubles().result()).isEmpty();
    monitor.stopping();
    assertThat(monitor.troubles().result()).containsExactly("the node is stopping");
  }

  @Test
  void allTroubles_areTold_alsoOfPartsThatFailOrWait() {
    monitor.started();
    monitor.watch("one", saying("the disk is full"));
    GridException failure = new GridException(GridException.Kind.CORRUPT, "it is odd");
    monitor.watch("the other", new Part(null, Future.failedFuture(failure)));
    monitor.watch("the third", new Part(null, Promise.<Optional<String>>promise().future()));

    Future<List<String>> told = monitor.troubles();
    assertThat(told.isComplete()).isFalse();
    timers.until(5_000);
    assertThat(told.result())
        .containsExactly(
            "the disk is full",
            "the other fails: it is odd",
            "the third fails: it did not answer within 5 seconds");
  }

  @Test
  void aPartThatTellsNothing_leavesTheOthersWhatTheyTell() {
    monitor.watch("one", sink -> Future.failedFuture("no"));
    monitor.watch(
        "a broken one",
        sink -> {
          throw new IllegalArgumentException("no word for a label");
        });
    monitor.watch(
        "two",
        sink -> {
          sink.gauge("truckee_two", "Two", 2);
          return Future.succeededFuture();
        });

    assertThat(Waiting.of(monitor.metrics())).contains("truckee_two 2.0\n", "truckee_role{role=");
  }

  @Test
  void anEventLoopThatHangs_isTold() throws InterruptedException {
    assertThat(Waiting.of(monitor.defects())).isEmpty();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    vertx.runOnContext(
        turn -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    begun.await();
    Future<List<String>> told = monitor.defects();
    assertThat(told.isComplete()).isFalse();
    timers.until(5_000);
    end.countDown();
    assertThat(Waiting.of(told))
        .singleElement()
        .asString()
        .matches("[1-9][0-9]* of [0-9]+ event loops did nothing for 5 seconds");
  }
}
