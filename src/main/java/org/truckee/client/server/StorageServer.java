package org.truckee.client.server;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.AnnouncedStorage;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.StorageVersion;

/**
 * One storage server as this gateway sees it: what it announced, whether it answers, and when it
 * last did. Event loops and pages read it; the fields that change are set as one.
 */
public final class StorageServer {
  /** How long after a failed poll the next one comes; then twice as long each time. */
  private static final long FIRST_RETRY_MILLIS = 500;

  private static final long LAST_RETRY_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final long FULL_RETRY_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** What is known of a server's health; the version is empty until it has answered once. */
  public record State(
      boolean reachable, Optional<Instant> lastContact, Optional<StorageVersion> version) {}

  private final Vertx vertx;
  private final Announcement announcement;
  private final StorageClient client;
  private final ServerHealth health;
  private final AtomicReference<Future<Void>> polling = new AtomicReference<>();
  private volatile Optional<StorageVersion> version = Optional.empty();
  private volatile long retryMillis = FIRST_RETRY_MILLIS;
  private volatile long retryTimer = -1;
  private volatile boolean closed;

  public StorageServer(
      Vertx vertx, Announcement announcement, InstantSource clock, Patience patience) {
    this.vertx = vertx;
    this.announcement = announcement;
    this.health = new ServerHealth(clock);
    this.client =
        new StorageClient(vertx, announcement.shortName(), announcement.nurl(), patience, health);
    health.onSuspicion(this::poll);
  }

  /** What the server said of itself, under its signature. */
  public Announcement announcement() {
    return announcement;
  }

  /** How messages call it: a few characters of its key, and its nickname. */
  public String name() {
    return announcement.shortName();
  }

  /** What is known of its health. */
  public State state() {
    ServerHealth.State known = health.state();
    return new State(known.reachable(), known.lastContact(), version);
  }

  /** The latest failure of a call to it, which may be over. */
  public Optional<ServerHealth.Failure> lastFailure() {
    return health.state().lastFailure();
  }

  /**
   * Whether it failed or let somebody wait, and has not answered a poll since: it is asked last,
   * and not waited for where others are enough.
   */
  public boolean suspected() {
    return health.suspected();
  }

  /** Notes that it let somebody wait while others had answered. */
  public void dawdled() {
    health.dawdled();
  }

  /** Where it stands in the permuted order. */
  public Bytes permutationSeed() {
    return announcement.permutationSeed();
  }

  /** The id that lease secrets are made for. */
  public Bytes tubId() {
    return AnnouncedStorage.tubId(announcement);
  }

  /** What it is talked to with. */
  public StorageClient client() {
    return client;
  }

  /**
   * Asks for its version, and remembers whether it answered; completes with the poll that is under
   * way, if one is. One that fails is followed by another one soon.
   */
  public Future<Void> poll() {
    Promise<Void> mine = Promise.promise();
    Future<Void> other = polling.compareAndExchange(null, mine.future());
    if (other != null) return other;
    client
        .version()
        .onComplete(
            answer -> {
              polling.set(null);
              note(answer);
              if (answer.succeeded()) mine.complete();
              else mine.fail(answer.cause());
            });
    return mine.future();
  }

  private void note(AsyncResult<StorageVersion> answer) {
    if (answer.succeeded()) {
      version = Optional.of(answer.result());
      health.polled();
    }
    if (answer.succeeded() && !suspected()) {
      retryMillis = FIRST_RETRY_MILLIS;
      if (isFull()) pollIn(FULL_RETRY_MILLIS);
    } else {
      pollIn(retryMillis);
      retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * retryMillis);
    }
  }

  private void pollIn(long millis) {
    vertx.cancelTimer(retryTimer);
    if (!closed) retryTimer = vertx.setTimer(millis, later -> pollAgain());
  }

  private void pollAgain() {
    retryTimer = -1;
    poll();
  }

  /** Whether it is asked again soon, without anybody's wanting something of it. */
  boolean pollsAgain() {
    return retryTimer >= 0;
  }

  /** Whether it said that it accepts no shares. */
  public boolean isFull() {
    return version.map(told -> told.availableSpace() == 0).orElse(false);
  }

  /** Ends all connections, and asks no more. */
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(retryTimer);
    return client.close();
  }
}
