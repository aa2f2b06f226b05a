package org.truckee.protocol.port;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;

/**
 * The bytes that the messages and answers of one role may take in memory, all together. A request
 * that finds no room waits; of those that wait, the next is from the client that holds least, so
 * one client never keeps the others out. A wait has an end, and the number of waiting requests a
 * bound: then the answer is {@code BUSY}. A request that is larger than the whole budget is served
 * alone. Thread-safe.
 */
public final class MessageMemory implements Shareable {
  private static final int MAX_WAITING = 1000;
  private static final long WAIT_MILLIS = 15_000;
  private static final long LARGEST = 128 << 20;

  private final Vertx vertx;
  private final Timers timers;
  private final long limit;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Long> held = new HashMap<>();
  private long used;

  /** A budget of {@code limit} bytes. */
  public MessageMemory(Vertx vertx, long limit) {
    if (limit < 1) throw new IllegalArgumentException("memory of " + limit);
    this.vertx = vertx;
    this.timers = Timers.of(vertx);
    this.limit = limit;
  }

  /**
   * The budget, a part of the heap, that {@code role} has in this process: nodes that share a
   * process share it.
   */
  public static MessageMemory of(Vertx vertx, String role) {
    long part = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 4);
    return vertx
        .sharedData()
        .<String, MessageMemory>getLocalMap("truckee.messages")
        .computeIfAbsent(role, first -> new MessageMemory(vertx, part));
  }

  /** Bytes that a client holds. */
  public final class Held {
    private final String client;
    private final long bytes;
    private boolean released;

    private Held(String client, long bytes) {
      this.client = client;
      this.bytes = bytes;
    }

    /** Gives them back; a second time does nothing. */
    public void release() {
      giveBack(this);
    }
  }

  private static final class Waiting {
    final Held wanted;
    final Context context;
    final Promise<Held> granted = Promise.promise();
    volatile Runnable stopTimer = () -> {};

    Waiting(Held wanted, Context context) {
      this.wanted = wanted;
      this.context = context;
    }
  }

  /**
   * Completes when {@code client} may hold {@code bytes}; {@code BUSY} if the wait takes too long.
   */
  public Future<Held> acquire(String client, long bytes) {
    Held wanted = new Held(client, bytes);
    Waiting turn;
    synchronized (this) {
      if (waiting.isEmpty() && fits(bytes)) {
        take(wanted);
        return Future.succeededFuture(wanted);
      }
      if (waiting.size() >= MAX_WAITING) return Future.failedFuture(busy());
      turn = new Waiting(wanted, vertx.getOrCreateContext());
      waiting.add(turn);
    }
    turn.stopTimer = timers.in(WAIT_MILLIS, () -> giveUp(turn));
    return turn.granted.future();
  }

  private void giveUp(Waiting turn) {
    List<Waiting> next;
    synchronized (this) {
      if (!waiting.remove(turn)) return;
      next = grantable();
    }
    turn.granted.fail(busy());
    next.forEach(this::grant);
  }

  private void giveBack(Held given) {
    List<Waiting> next;
    synchronized (this) {
      if (given.released) return;
      given.released = true;
      used -= given.bytes;
      held.merge(given.client, -given.bytes, Long::sum);
      if (held.get(given.client) <= 0) held.remove(given.client);
      next = grantable();
    }
    next.forEach(this::grant);
  }

  private List<Waiting> grantable() {
    List<Waiting> next = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Waiting first = poorest();
      if (!fits(first.wanted.bytes)) break;
      waiting.remove(first);
      take(first.wanted);
      next.add(first);
    }
    return next;
  }

  private Waiting poorest() {
    Waiting poorest = waiting.get(0);
    for (Waiting other : waiting)
      if (heldBy(other.wanted.client) < heldBy(poorest.wanted.client)) poorest = other;
    return poorest;
  }

  private long heldBy(String client) {
    return held.getOrDefault(client, 0L);
  }

  private void grant(Waiting turn) {
    turn.stopTimer.run();
    turn.context.runOnContext(now -> turn.granted.complete(turn.wanted));
  }

  private void take(Held wanted) {
    used += wanted.bytes;
    held.merge(wanted.client, wanted.bytes, Long::sum);
  }

  private boolean fits(long bytes) {
    return used == 0 || used + bytes <= limit;
  }

  /** The timers of the holders, which have to keep a pace. */
  public Timers timers() {
    return timers;
  }

  /** The bytes that are held now. */
  public synchronized long used() {
    return used;
  }

  /** Tells {@code sink} what the messages of {@code role} hold. */
  public void tell(MetricSink sink, String role) {
    int requests;
    synchronized (this) {
      requests = waiting.size();
    }
    sink.gauge("truckee_message_memory_bytes", "Bytes that messages hold", used(), "role", role);
    sink.gauge(
        "truckee_message_memory_limit_bytes", "Bytes that messages may hold", limit, "role", role);
    sink.gauge(
        "truckee_message_memory_waiting", "Requests that wait for memory", requests, "role", role);
  }

  /** The pace that holders have to keep now. */
  synchronized Pace pace() {
    return waiting.isEmpty() ? Pace.USUAL : Pace.CONTENDED;
  }

  private static GridException busy() {
    return new GridException(
        GridException.Kind.BUSY, "this server has too much in hand", "try again in a moment");
  }
}
