package org.truckee.testing.grid;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.truckee.testing.Waiting;
import org.truckee.worker.Codec;

/**
 * The round trips of a gateway's work: the exchanges with its servers, of which those that wait for
 * none of each other count as one. Each request is held at its server until no other comes, and all
 * that are held are let go together. A request that needs the answer to another one is therefore
 * never among those that are held with it; a busy machine may part what belongs together, so that
 * the least of several counts is the right one.
 */
public final class RoundTrips implements Handler<RoutingContext> {
  private static final int ATTEMPTS = 12;

  /** The end of the path of a request that belongs to no work. */
  private static final String POLL = "/version";

  /** The time without a new request after which nothing more belongs to a round. */
  private static final long QUIET_MILLIS = 25;

  /** The same while an answer is still under way, which the next request may be waiting for. */
  private static final long LONG_QUIET_MILLIS = 500;

  /** The part of a path that differs between the files of a test, with the number of a share. */
  private static final Pattern INDEX = Pattern.compile("[a-z2-7]{26,}(/\\d+)?");

  private final Vertx vertx;
  private final Codec gateway;
  private final List<Runnable> held = new ArrayList<>();
  private final Map<Integer, Map<String, Integer>> requests = new TreeMap<>();
  private int underWay;
  private int rounds;
  private int arrivals;

  /** No round yet of the work of {@code gateway}; {@code vertx} has the timers. */
  public RoundTrips(Vertx vertx, TestGateway gateway) {
    this.vertx = vertx;
    this.gateway = gateway.machine().codec();
  }

  /** Work whose round trips are counted; it is done several times. */
  @FunctionalInterface
  public interface Work {
    /** Does it, and returns when its answer is there. */
    void run();
  }

  /**
   * The least round trips of {@code work}, which is done until they are at most {@code expected},
   * but not for ever.
   */
  public int least(int expected, Work work) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > expected; i++) least = Math.min(least, of(work));
    return least;
  }

  /** The round trips of {@code work}, done once. */
  private int of(Work work) {
    Waiting.untilTrue(this::isAtRest);
    int before = begin();
    work.run();
    return rounds() - before;
  }

  private synchronized int begin() {
    requests.clear();
    return rounds;
  }

  /** The requests of the last count, of which those of one round stand in one line. */
  public synchronized String lastRequests() {
    return requests.values().stream().map(Map::toString).collect(Collectors.joining("\n"));
  }

  private synchronized boolean isAtRest() {
    return held.isEmpty() && underWay == 0;
  }

  private synchronized int rounds() {
    return rounds;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.request().path().endsWith(POLL)) {
      ctx.next();
      return;
    }
    ctx.request().pause();
    ctx.addEndHandler(ended -> end());
    Context own = ctx.vertx().getOrCreateContext();
    hold(
        ctx.request().method() + " " + ctx.request().path(),
        () -> own.runOnContext(now -> ctx.next()));
  }

  private synchronized void hold(String request, Runnable next) {
    requests
        .computeIfAbsent(rounds, round -> new TreeMap<>())
        .merge(INDEX.matcher(request).replaceAll("..."), 1, Integer::sum);
    held.add(next);
    int arrival = ++arrivals;
    vertx.setTimer(QUIET_MILLIS, quiet -> releaseWhenIdle(arrival, false));
    vertx.setTimer(LONG_QUIET_MILLIS, quiet -> releaseWhenIdle(arrival, true));
  }

  private synchronized void end() {
    underWay--;
    int arrival = arrivals;
    if (underWay == 0 && !held.isEmpty())
      vertx.setTimer(QUIET_MILLIS, quiet -> releaseWhenIdle(arrival, false));
  }

  /** Lets the workers of the gateway do first what they have to: more requests may come of it. */
  private void releaseWhenIdle(int arrival, boolean patient) {
    List<Future<Void>> workers = new ArrayList<>();
    for (int i = 0; i < TestGateway.WORKERS; i++) workers.add(gateway.run(() -> null));
    Future.join(workers).onComplete(idle -> vertx.setTimer(1, soon -> release(arrival, patient)));
  }

  /**
   * Lets all go, unless another request has come since {@code arrival}, or an answer is awaited.
   */
  private synchronized void release(int arrival, boolean patient) {
    if (arrival != arrivals || held.isEmpty() || (underWay > 0 && !patient)) return;
    rounds++;
    underWay += held.size();
    held.forEach(Runnable::run);
    held.clear();
  }
}
