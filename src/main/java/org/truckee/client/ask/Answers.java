package org.truckee.client.ask;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.client.server.StorageServer;
import org.truckee.platform.Timers;

/**
 * The answers of several servers to questions that were asked at the same time. Late ones are not
 * waited for where those that came are enough: after some patience, or after three times the time
 * of the latest of these; answers of servers that were suspected before, only as long again. Where
 * the answers are not enough, a suspected server is waited for a little longer. A server that is
 * given up here is suspected. Time is counted in turns of the event loop, so that a busy gateway
 * blames nobody for its own load. Event loop only; serves once.
 */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final int TICKS = 4;
  private static final int LATE_FACTOR = 3;

  /** The least time for a suspected server, if the others were quicker still. */
  private static final long LEAST_MILLIS = 100;

  /**
   * The ticks for which a suspected server is waited for where it is needed: many that are asked at
   * once by a gateway that has just started are only slow.
   */
  private static final int TICKS_WHERE_NEEDED = 8 * TICKS;

  /** A question, by the server it was put to. */
  public record Asked(StorageServer server, Future<?> answer) {}

  private final Timers timers;
  private final long tickMillis;
  private final List<Asked> asked;
  private final List<StorageServer> suspectedBefore;
  private final BooleanSupplier enough;
  private final Consumer<Asked> late;
  private final Promise<Void> settled = Promise.promise();
  private int ticks;
  private final long began;
  private int ticksAtLatestAnswer;
  private boolean leaving;
  private boolean done;
  private Runnable timer = () -> {};

  private Answers(
      Timers timers,
      long patienceMillis,
      List<Asked> asked,
      BooleanSupplier enough,
      Consumer<Asked> late) {
    this.timers = timers;
    this.began = timers.nanos();
    this.tickMillis = Math.max(1, patienceMillis / TICKS);
    this.asked = List.copyOf(asked);
    this.suspectedBefore =
        asked.stream().map(Asked::server).filter(StorageServer::suspected).distinct().toList();
    this.enough = enough;
    this.late = late;
  }

  /**
   * Completes, and never fails, when all of {@code asked} have been answered, well or not, or the
   * rest is not waited for: then {@code late} is told of each. The handlers of the answers must
   * have been added to their futures before.
   */
  public static Future<Void> settle(
      Timers timers,
      long patienceMillis,
      List<Asked> asked,
      BooleanSupplier enough,
      Consumer<Asked> late) {
    return new Answers(timers, patienceMillis, asked, enough, late).start();
  }

  /** Completes when {@code courtesies} have been done, or the rest of them takes long. */
  public static Future<Void> courtesies(
      Timers timers, long patienceMillis, List<Asked> courtesies) {
    return settle(timers, patienceMillis, courtesies, () -> true, Answers::ignoreLate);
  }

  /** Notes a late answer on which nothing depends. */
  public static void ignoreLate(Asked question) {
    LOG.debug("a courtesy to server {} takes long", question.server().name());
  }

  private Future<Void> start() {
    startTimer();
    asked.forEach(question -> question.answer().onComplete(answer -> answered()));
    look();
    return settled.future();
  }

  private void answered() {
    ticksAtLatestAnswer = ticks;
    look();
  }

  private void startTimer() {
    timer = timers.in(tickMillis, this::tick);
  }

  private void tick() {
    ticks++;
    if (ticks == TICKS) suspectTheLate();
    look();
    if (!done) startTimer();
  }

  /** Gives up the late servers; a poll shows whether they are just slow. */
  private void suspectTheLate() {
    List<Asked> pending = pending();
    if (pending.size() < asked.size()) pending.forEach(question -> question.server().dawdled());
  }

  private List<Asked> pending() {
    return asked.stream().filter(question -> !question.answer().isComplete()).toList();
  }

  private void look() {
    if (done) return;
    List<Asked> pending = pending();
    if (pending.isEmpty() || !isWorthWaiting(pending)) finish();
  }

  private void finish() {
    if (done) return;
    done = true;
    timer.run();
    for (Asked question : pending()) {
      question.server().dawdled();
      late.accept(question);
    }
    settled.complete();
  }

  private boolean isWorthWaiting(List<Asked> pending) {
    boolean suspected = pending.stream().allMatch(question -> question.server().suspected());
    boolean before =
        pending.stream().allMatch(question -> suspectedBefore.contains(question.server()));
    if (ticks < TICKS && !before) return true;
    if (!enough.getAsBoolean()) return !suspected || ticks < TICKS_WHERE_NEEDED;
    if (before) leaveSoon();
    return ticks < Math.max(TICKS, LATE_FACTOR * ticksAtLatestAnswer);
  }

  /**
   * The end of the wait for suspected servers, which get as long again as the others took: they may
   * have recovered.
   */
  private void leaveSoon() {
    if (leaving) return;
    leaving = true;
    long took = timers.millisSince(began);
    timers.in(Math.max(LEAST_MILLIS, took), this::finish);
  }
}
