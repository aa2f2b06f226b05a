package org.truckee.node.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.Ticker;

/**
 * The life of this process as a node or several: starts them, and stops them when the process is
 * asked to end.
 */
public final class NodeProcess {
  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

  /** The time for each stage, beside what its nodes take to leave those who use them. */
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(20);

  private final Vertx vertx;
  private final StopStages stages = new StopStages();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String why = "a signal asked it to, or its start failed";

  public NodeProcess() {
    VertxOptions options = new VertxOptions();
    options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    options.setMetricsOptions(new MetricsOptions().setEnabled(true));
    ThreadPools pools = new ThreadPools(Ticker.SYSTEM);
    vertx = Vertx.builder().with(options).withMetrics(used -> pools).build();
    pools.belongTo(vertx);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "truckee-stop"));
  }

  /**
   * Starts a node by {@code start}, which {@code stop} stops, and returns when it is up. A failure
   * that users can act on comes out as it is.
   */
  public void start(Function<Vertx, Future<Void>> start, Supplier<Future<Void>> stop) {
    try {
      start.apply(vertx).toCompletionStage().toCompletableFuture().get();
      stages.add(stop);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  /**
   * Begins a stage: what is started from now on stops before all that was started earlier, and has
   * {@code more} seconds to leave those who use it.
   */
  public void stage(long more) {
    stages.begin(STOP_MILLIS + TimeUnit.SECONDS.toMillis(more));
  }

  /** Waits until the process is asked to end. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /** Asks the process to end, for {@code reason}. */
  public void end(String reason) {
    why = reason;
    ended.countDown();
  }

  private void stop() {
    LOG.info("the process ends: {}", why);
    ImpatientEnd.await();
    try {
      stages.stop();
      vertx.close().toCompletionStage().toCompletableFuture().get(STOP_MILLIS, MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the threads did not stop in time; the process ends all the same", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }
}
