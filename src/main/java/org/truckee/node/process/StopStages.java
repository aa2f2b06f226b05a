package org.truckee.node.process;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a process in the order of their stop. Those of one stage stop together, and the
 * stage that began last is the first: what depends on others ends before they do. Thread-safe.
 */
final class StopStages {
  private static final Logger LOG = LoggerFactory.getLogger(StopStages.class);

  private record Stage(long millis, List<Supplier<Future<Void>>> stops) {}

  private final List<Stage> stages = new ArrayList<>();

  /** Begins a stage, which has {@code millis} to stop. */
  synchronized void begin(long millis) {
    stages.add(new Stage(millis, new ArrayList<>()));
  }

  /** Adds the way to stop one node to the stage that began last. */
  synchronized void add(Supplier<Future<Void>> stop) {
    stages.get(stages.size() - 1).stops().add(stop);
  }

  /** Stops all stages. What fails or takes too long is left behind. Blocks. */
  synchronized void stop() throws InterruptedException {
    for (int i = stages.size() - 1; i >= 0; i--) stop(stages.get(i));
  }

  private static void stop(Stage stage) throws InterruptedException {
    try {
      Future.join(stage.stops().stream().map(Supplier::get).toList())
          .toCompletionStage()
          .toCompletableFuture()
          .get(stage.millis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("a node did not stop in time, or failed to; the stop goes on all the same", e);
    }
  }
}
