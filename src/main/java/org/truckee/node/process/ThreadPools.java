package org.truckee.node.process;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;

/**
 * The pools of threads for work that blocks or computes: how much of it waits, how much is done
 * now, and how long it waits. Pools of one name in one process count together. Thread-safe.
 */
public final class ThreadPools implements VertxMetrics, Shareable {
  private static final String KEY = "truckee.pools";
  private static final String WORKER = "worker";

  private final Ticker ticker;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();

  /** No pools yet; their time is that of {@code ticker}. */
  public ThreadPools(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Has them told as the pools of {@code vertx}. */
  void belongTo(Vertx vertx) {
    vertx.sharedData().<String, ThreadPools>getLocalMap(KEY).put(KEY, this);
  }

  /** Tells {@code sink} of the pools of {@code vertx}, if they are known. */
  public static Future<Void> tell(Vertx vertx, MetricSink sink) {
    ThreadPools known = vertx.sharedData().<String, ThreadPools>getLocalMap(KEY).get(KEY);
    if (known != null) known.pools.forEach((name, pool) -> pool.tell(sink, name));
    return Future.succeededFuture();
  }

  /** Of connections and the like, which are pools too, nothing is noted. */
  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String poolType, String poolName, int maxPoolSize) {
    if (!poolType.equals(WORKER)) return null;
    Pool pool = pools.computeIfAbsent(withoutNumber(poolName), first -> new Pool());
    pool.threads.addAndGet(maxPoolSize);
    return pool.new Member(maxPoolSize);
  }

  private static String withoutNumber(String name) {
    return name.replaceFirst("-[0-9]+$", "");
  }

  private final class Pool {
    final AtomicInteger threads = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger busy = new AtomicInteger();
    final Timings waits = new Timings();

    void tell(MetricSink sink, String name) {
      sink.gauge("truckee_pool_threads", "The most threads", threads.get(), "pool", name);
      sink.gauge("truckee_pool_waiting", "Tasks that wait", waiting.get(), "pool", name);
      sink.gauge("truckee_pool_busy", "Tasks under way", busy.get(), "pool", name);
      sink.histogram("truckee_pool_wait_seconds", "How long tasks wait", waits.now(), "pool", name);
    }

    /** One of the pools of that name. */
    final class Member implements PoolMetrics<Long, Long> {
      private final int size;

      Member(int size) {
        this.size = size;
      }

      @Override
      public Long enqueue() {
        waiting.incrementAndGet();
        return ticker.nanos();
      }

      @Override
      public void dequeue(Long since) {
        waiting.decrementAndGet();
        waits.add(ticker.nanos() - since);
      }

      @Override
      public Long begin() {
        busy.incrementAndGet();
        return 0L;
      }

      @Override
      public void end(Long begun) {
        busy.decrementAndGet();
      }

      @Override
      public void close() {
        threads.addAndGet(-size);
      }
    }
  }
}
