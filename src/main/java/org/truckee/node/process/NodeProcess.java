package org.truckee.node.process;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static final long STOP_SECONDS = 20;

  private final Vertx vertx;
  private final List<Supplier<Future<Void>>> stops = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long stopSeconds = STOP_SECONDS;
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
      stops.add(stop);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  /** Gives the stop {@code more} seconds than it has otherwise. */
  public void allowToStop(long more) {
    stopSeconds = STOP_SECONDS + more;
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
    try {
      Future.join(stops.stream().map(Supplier::get).toList())
          .eventually(vertx::close)
          .toCompletionStage()
          .toCompletableFuture()
          .get(stopSeconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the roles did not stop in time, or failed to; the process ends all the same", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }
}
