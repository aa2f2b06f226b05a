package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.truckee.protocol.Announcement;

/**
 * One vdrive server as this gateway sees it: what it announced, whether it answers, and when it
 * last did. Event loops and pages read it; the fields that change are set as one.
 */
public final class VdriveServer {
  /** Whether it answered when it was last asked, and when it last did. */
  public record State(boolean reachable, Optional<Instant> lastContact) {}

  private final Announcement announcement;
  private final VdriveClient client;
  private final ServerHealth health;
  private final AtomicBoolean polling = new AtomicBoolean();

  VdriveServer(Vertx vertx, Announcement announcement, InstantSource clock, Patience patience) {
    this.announcement = announcement;
    this.health = new ServerHealth(clock);
    this.client =
        new VdriveClient(vertx, announcement.shortName(), announcement.nurl(), patience, health);
  }

  /** What the server said of itself, under its signature. */
  public Announcement announcement() {
    return announcement;
  }

  /** What is known of its health. */
  public State state() {
    ServerHealth.State known = health.state();
    return new State(known.reachable(), known.lastContact());
  }

  /** The latest failure of a call to it, which may be over. */
  public Optional<ServerHealth.Failure> lastFailure() {
    return health.state().lastFailure();
  }

  /** What it says to {@code question}; a refusal is an answer too. */
  <T> Future<T> ask(Function<VdriveClient, Future<T>> question) {
    return question.apply(client);
  }

  /** Asks for its version, to see whether it is there; one poll is under way at a time. */
  Future<Void> poll() {
    if (!polling.compareAndSet(false, true)) return Future.succeededFuture();
    return client
        .version()
        .onSuccess(version -> health.polled())
        .onComplete(answer -> polling.set(false))
        .mapEmpty();
  }

  Future<Void> close() {
    return client.close();
  }
}
