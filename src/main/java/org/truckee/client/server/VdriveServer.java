package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
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
  private final InstantSource clock;
  private volatile State state = new State(false, Optional.empty());

  VdriveServer(Vertx vertx, Announcement announcement, InstantSource clock, Patience patience) {
    this.announcement = announcement;
    this.clock = clock;
    this.client = new VdriveClient(vertx, announcement.shortName(), announcement.nurl(), patience);
  }

  /** What the server said of itself, under its signature. */
  public Announcement announcement() {
    return announcement;
  }

  /** What is known of its health. */
  public State state() {
    return state;
  }

  /** What it says to {@code question}; a refusal is an answer too. */
  <T> Future<T> ask(Function<VdriveClient, Future<T>> question) {
    return question.apply(client).onComplete(answer -> note(answer.cause()));
  }

  private void note(Throwable failure) {
    boolean away = GridException.is(failure, GridException.Kind.UNREACHABLE);
    state = new State(!away, away ? state.lastContact() : Optional.of(clock.instant()));
  }

  /** Asks for its version, to see whether it is there. */
  Future<Void> poll() {
    return ask(VdriveClient::version).mapEmpty();
  }

  Future<Void> close() {
    return client.close();
  }
}
