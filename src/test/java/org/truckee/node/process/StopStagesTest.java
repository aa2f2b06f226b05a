package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;

class StopStagesTest {
  private static final long AMPLE = 60_000;

  private final StopStages stages = new StopStages();
  private final List<String> stopped = new CopyOnWriteArrayList<>();

  private Supplier<Future<Void>> noted(String name) {
    return () -> {
      stopped.add(name);
      return Future.succeededFuture();
    };
  }

  @Test
  void theStageThatBeganLast_hasStoppedBeforeTheOthersBegin() throws Exception {
    Promise<Void> gateway = Promise.promise();
    stages.begin(AMPLE);
    stages.add(noted("introducer"));
    stages.begin(AMPLE);
    stages.add(noted("first server"));
    stages.add(noted("second server"));
    stages.begin(AMPLE);
    stages.add(gateway::future);
    Thread stop = new Thread(this::stop);

    stop.start();
    Waiting.until(() -> assertThat(stop.getState()).isEqualTo(Thread.State.TIMED_WAITING));
    assertThat(stopped).as("while the gateway stops").isEmpty();
    gateway.complete();
    stop.join();

    assertThat(stopped).containsExactly("first server", "second server", "introducer");
  }

  private void stop() {
    try {
      stages.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aNodeThatNeverStops_orFails_keepsNoOtherStage() throws Exception {
    stages.begin(AMPLE);
    stages.add(noted("introducer"));
    stages.begin(AMPLE);
    stages.add(() -> Future.failedFuture("broken"));
    stages.begin(1);
    stages.add(() -> Promise.<Void>promise().future());

    stages.stop();

    assertThat(stopped).containsExactly("introducer");
  }

  @Test
  void aStageOfNobody_stopsAtOnce() throws Exception {
    stages.begin(1);

    stages.stop();

    assertThat(stopped).isEmpty();
  }
}
