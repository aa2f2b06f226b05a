package org.truckee.client.pool;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.truckee.platform.Ticker;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Timings;

/** A {@link FairPool} that tells how long it lets those wait who want something of it. */
final class MeasuredPool {
  private final FairPool pool;
  private final long limit;
  private final Ticker ticker;
  private final Timings waits = new Timings();
  private final LongAdder refusals = new LongAdder();

  /** A pool of {@code limit} units, as {@link FairPool} has it. */
  MeasuredPool(String what, long limit, long waitMillis, Ticker ticker) {
    this.pool = new FairPool(what, limit, waitMillis);
    this.limit = limit;
    this.ticker = ticker;
  }

  /** As {@link FairPool#acquire(long, boolean)}. */
  Future<FairPool.Grant> acquire(long units, boolean urgent) {
    Future<FairPool.Grant> granted = pool.acquire(units, urgent);
    if (granted.succeeded()) waits.add(0);
    else await(granted);
    return granted;
  }

  private void await(Future<FairPool.Grant> granted) {
    long asked = ticker.nanos();
    granted
        .onSuccess(mine -> waits.add(ticker.nanos() - asked))
        .onFailure(busy -> refusals.increment());
  }

  /** As {@link FairPool#tryAcquire}. */
  Optional<FairPool.Grant> tryAcquire(long units) {
    Optional<FairPool.Grant> granted = pool.tryAcquire(units);
    granted.ifPresent(mine -> waits.add(0));
    return granted;
  }

  /** As {@link FairPool#holding(long, boolean, Supplier)}. */
  <T> Future<T> holding(long units, boolean urgent, Supplier<Future<T>> step) {
    return acquire(units, urgent).compose(grant -> grant.during(step));
  }

  /** The pool itself. */
  FairPool pool() {
    return pool;
  }

  /** Tells {@code sink} of the pool, which is called {@code name}. */
  void tell(MetricSink sink, String name) {
    String of = "truckee_gateway_pool_";
    String label = "pool";
    sink.gauge(of + "used", "Units that are held: bytes or turns", pool.used(), label, name);
    sink.gauge(of + "limit", "Units that may be held", limit, label, name);
    sink.gauge(of + "waiting", "Requests that wait for units", pool.waiting(), label, name);
    sink.histogram(of + "wait_seconds", "Time until units were given", waits.now(), label, name);
    sink.counter(of + "refusals", "Requests that waited in vain", refusals.sum(), label, name);
  }
}
