package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.platform.ContextBound;

/**
 * A bounded number of units that all clients of a gateway need. Each {@link Client} may have half
 * of them; waiting clients get theirs in turns, one request of each at a time, and no wait is
 * longer than a bound. A request that is larger than that is served when its client, or the whole
 * pool, has nothing else. Thread-safe.
 */
public final class FairPool {
  private static final int MAX_WAITING = 10_000;

  /** Upkeep has such a part of the units, or one request of any size. */
  private static final int UPKEEP_PART = 8;

  private final String what;
  private final long limit;
  private final long share;
  private final long waitMillis;
  private final Map<Client, PoolMember<Request>> holders = new HashMap<>();

  /** The waiting clients that have less than their share: the first one is next. */
  private final Queue<PoolMember<Request>> turns = new ArrayDeque<>();

  private long used;
  private int waiting;

  /** A request that waits. */
  private record Request(Grant grant, Promise<Grant> promise) {}

  /** Units that a client has until they are given back. */
  public final class Grant {
    private final PoolMember<Request> holder;
    private final long units;
    private boolean released;

    private Grant(PoolMember<Request> holder, long units) {
      this.holder = holder;
      this.units = units;
    }

    /** Gives the units back; a second time does nothing. */
    public void release() {
      FairPool.this.release(this);
    }

    /** The result of {@code step}, at whose end the units are given back. */
    <T> Future<T> during(Supplier<Future<T>> step) {
      return Future.succeededFuture().compose(begun -> step.get()).onComplete(done -> release());
    }
  }

  /**
   * A pool of {@code limit} units.
   *
   * @param what the name of a unit, to follow "no" in a message
   * @param waitMillis after this time, a request that waits fails with {@code BUSY}; 0 where nobody
   *     waits
   */
  public FairPool(String what, long limit, long waitMillis) {
    if (limit < 1) throw new IllegalArgumentException("a pool of " + limit);
    this.what = what;
    this.limit = limit;
    this.share = (limit + 1) / 2;
    this.waitMillis = waitMillis;
  }

  /** Completes, where it was asked for, when the current client may have {@code units}. */
  public Future<Grant> acquire(long units) {
    return acquire(units, false);
  }

  /** The same; an {@code urgent} request comes before the other ones of its client. */
  public Future<Grant> acquire(long units, boolean urgent) {
    ContextInternal context = ContextInternal.current();
    Request request;
    synchronized (this) {
      Optional<Grant> granted = tryAcquire(units);
      if (granted.isPresent()) return Future.succeededFuture(granted.get());
      if (waiting >= MAX_WAITING) return Future.failedFuture(busy());
      PoolMember<Request> holder = holders.computeIfAbsent(Client.current(), PoolMember::new);
      request = new Request(new Grant(holder, units), ContextBound.promise());
      (urgent ? holder.urgent : holder.others).add(request);
      waiting++;
      giveTurn(holder);
    }
    if (context != null) bound(request, context);
    return request.promise().future();
  }

  private void bound(Request request, ContextInternal context) {
    long timer = context.setTimer(waitMillis, late -> giveUp(request));
    request.promise().future().onComplete(done -> context.owner().cancelTimer(timer));
  }

  private void giveUp(Request request) {
    List<Request> next;
    synchronized (this) {
      PoolMember<Request> holder = request.grant().holder;
      if (!holder.remove(request)) return;
      waiting--;
      if (holder.hasTurn && !holder.isWaiting()) endTurn(holder);
      giveTurn(holder);
      forgetIfIdle(holder);
      next = serve();
    }
    request.promise().fail(busy());
    next.forEach(served -> served.promise().complete(served.grant()));
  }

  /** The units, if the current client may have them now and no other one is before it. */
  public synchronized Optional<Grant> tryAcquire(long units) {
    PoolMember<Request> known = holders.get(Client.current());
    boolean first = turns.isEmpty() && (known == null || !known.isWaiting());
    if (!first || !fits(units) || (known != null && !hasShare(known, units)))
      return Optional.empty();
    PoolMember<Request> holder = holders.computeIfAbsent(Client.current(), PoolMember::new);
    Grant grant = new Grant(holder, units);
    take(grant);
    return Optional.of(grant);
  }

  /**
   * The result of {@code step}, which begins when it gets {@code units}, and holds them to its end.
   */
  public <T> Future<T> holding(long units, Supplier<Future<T>> step) {
    return holding(units, false, step);
  }

  /** The same; an {@code urgent} step comes before the other ones of its client. */
  public <T> Future<T> holding(long units, boolean urgent, Supplier<Future<T>> step) {
    return acquire(units, urgent).compose(grant -> grant.during(step));
  }

  private void release(Grant grant) {
    List<Request> next;
    synchronized (this) {
      if (grant.released) return;
      grant.released = true;
      used -= grant.units;
      grant.holder.used -= grant.units;
      giveTurn(grant.holder);
      forgetIfIdle(grant.holder);
      next = serve();
    }
    next.forEach(served -> served.promise().complete(served.grant()));
  }

  /** Takes units for the requests whose turn it is, as long as there are enough. */
  private List<Request> serve() {
    List<Request> served = new ArrayList<>();
    while (!turns.isEmpty() && fits(turns.peek().next().grant().units)) {
      PoolMember<Request> holder = turns.remove();
      holder.hasTurn = false;
      Request request = holder.next();
      holder.remove(request);
      waiting--;
      take(request.grant());
      served.add(request);
      giveTurn(holder);
    }
    return served;
  }

  private void giveTurn(PoolMember<Request> holder) {
    Request first = holder.next();
    if (first == null || holder.hasTurn || !hasShare(holder, first.grant().units)) return;
    holder.hasTurn = true;
    turns.add(holder);
  }

  private void endTurn(PoolMember<Request> holder) {
    holder.hasTurn = false;
    turns.remove(holder);
  }

  private void take(Grant grant) {
    used += grant.units;
    grant.holder.used += grant.units;
  }

  private void forgetIfIdle(PoolMember<Request> holder) {
    if (holder.used == 0 && !holder.isWaiting()) holders.remove(holder.client);
  }

  private boolean fits(long units) {
    return used == 0 || used + units <= limit;
  }

  private boolean hasShare(PoolMember<Request> holder, long units) {
    return holder.used == 0 || holder.used + units <= most(holder.client);
  }

  /** The gateway's own work is not held back for the sake of clients that may come. */
  private long most(Client client) {
    if (client.equals(Client.UPKEEP)) return limit / UPKEEP_PART;
    return client.equals(Client.GATEWAY) ? limit : share;
  }

  /** The failure of a request that waits in vain, or can't wait. */
  public GridException busy() {
    return new GridException(
        GridException.Kind.BUSY,
        waitMillis == 0
            ? "there is no %s for you until others of yours are done".formatted(what)
            : "no %s became free within %d seconds"
                .formatted(what, Math.max(1, TimeUnit.MILLISECONDS.toSeconds(waitMillis))));
  }

  /** The units that are held now. */
  public synchronized long used() {
    return used;
  }

  /** The number of requests that wait now. */
  synchronized int waiting() {
    return waiting;
  }

  /** Returns whether somebody waits for what any client could give back. */
  synchronized boolean isShort() {
    return !turns.isEmpty();
  }

  /** Returns whether somebody waits for what the current client could give back. */
  public synchronized boolean isWanted() {
    PoolMember<Request> mine = holders.get(Client.current());
    return isShort() || (mine != null && mine.isWaiting());
  }
}
