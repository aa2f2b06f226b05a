package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.client.server.Attempted;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.connection.Poll;
import org.truckee.client.server.connection.ServerFailure;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.connection.ServerLog;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Announcement;

/**
 * One vdrive server as this gateway sees it: its announcement, whether it answers, and the time of
 * its last answer. Event loops and pages read it; the fields that change are set as one.
 */
public final class VdriveServer {
  /** The known state: whether the latest poll was answered, and the time of the last answer. */
  public record State(boolean reachable, Optional<Instant> lastContact) {}

  /** The factor of patience with it where it was suspected before. */
  private static final int FOR_SUSPECTED = 2;

  private final Announcement announcement;
  private final VdriveClient client;
  private final ServerHealth health;
  private final Timers timers;
  private final ServerTimeouts patience;
  private final Poll poll;

  /** The server of {@code announcement}, behind {@code intermediary}. */
  VdriveServer(
      Vertx vertx,
      Announcement announcement,
      InstantSource clock,
      ServerTimeouts patience,
      Intermediary<VdriveClient> intermediary) {
    this.timers = Timers.of(vertx);
    this.patience = patience;
    this.announcement = announcement;
    this.health = new ServerHealth(clock, timers);
    this.client =
        intermediary.before(
            announcement,
            new HttpVdriveClient(
                vertx, announcement.shortName(), announcement.nurl(), patience, health));
    this.poll = new Poll(timers, health, () -> asked(VdriveClient::version).mapEmpty());
    health.onChange(state -> ServerLog.note("vdrive server " + announcement.shortName(), state));
  }

  /** The server's announcement. */
  public Announcement announcement() {
    return announcement;
  }

  /** Its known health. */
  public State state() {
    ServerHealth.State known = health.state();
    return new State(known.reachable(), known.lastContact());
  }

  /** The latest failure of a call to it, which may be over. */
  public Optional<ServerHealth.Failure> lastFailure() {
    return health.state().lastFailure();
  }

  /**
   * Its answer to {@code question}; a refusal is an answer too. A server that lets wait is polled,
   * and counts as silent if it does not answer that either; one that was suspected before gets less
   * patience.
   */
  <T> Future<T> ask(Function<VdriveClient, Future<T>> question) {
    boolean suspected = health.suspected();
    Future<T> answer = asked(question);
    if (answer.isComplete()) return answer;
    Promise<T> first = Promise.promise();
    answer.onComplete(told -> settle(first, answer));
    long millis = FOR_SUSPECTED * (long) patience.dawdleMillis();
    Runnable stopTimer =
        suspected
            ? timers.in(millis, () -> first.tryFail(silent()))
            : timers.in(patience.dawdleMillis(), () -> doubt(first));
    return first.future().onComplete(done -> stopTimer.run());
  }

  /** Puts the question; an exception of the client is a failure of this server alone. */
  private <T> Future<T> asked(Function<VdriveClient, Future<T>> question) {
    return Attempted.at(name(), () -> question.apply(client));
  }

  private static <T> void settle(Promise<T> first, Future<T> answer) {
    if (answer.succeeded()) first.tryComplete(answer.result());
    else first.tryFail(answer.cause());
  }

  private <T> void doubt(Promise<T> first) {
    health.dawdled();
    poll().onFailure(failure -> first.tryFail(silent()));
  }

  private GridException silent() {
    return ServerFailure.late(name());
  }

  private String name() {
    return "vdrive " + announcement.shortName();
  }

  /** Asks for its version, to see whether it is there; one poll is under way at a time. */
  Future<Void> poll() {
    return poll.now();
  }

  Future<Void> close() {
    poll.close();
    return asked(VdriveClient::close);
  }
}
