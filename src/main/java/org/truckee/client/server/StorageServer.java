package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.connection.Poll;
import org.truckee.client.server.connection.ServerConnection;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.connection.ServerLog;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.protocol.storage.WholeShares;

/**
 * One storage server as this gateway sees it: its announcement, whether it answers, and the time of
 * its last answer. Event loops and pages read it; the fields that change are set as one.
 */
public final class StorageServer {
  private static final long FULL_RETRY_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final long MOMENT_MILLIS = 100;

  /** The known health of a server; the version is empty until it has answered once. */
  public record State(
      boolean reachable, Optional<Instant> lastContact, Optional<StorageVersion> version) {}

  private static final AtomicLong HEARD = new AtomicLong();

  private final long heardAt = HEARD.incrementAndGet();
  private final Announcement announcement;
  private final String name;
  private final Bytes permutationSeed;
  private final Bytes tubId;
  private final StorageClient client;
  private final boolean takesAccount;
  private final ServerHealth health;
  private final Poll poll;
  private volatile Optional<StorageVersion> version = Optional.empty();

  /** The server of {@code announcement}, behind {@code intermediary}, used with {@code account}. */
  StorageServer(
      Vertx vertx,
      Announcement announcement,
      InstantSource clock,
      ServerTimeouts patience,
      Intermediary<StorageClient> intermediary,
      Optional<MemberAccount> account) {
    this.announcement = announcement;
    this.name = announcement.shortName();
    this.permutationSeed = announcement.permutationSeed();
    this.health = new ServerHealth(clock, Timers.of(vertx));
    Nurl nurl = AnnouncedStorage.nurl(announcement, account);
    this.takesAccount = !nurl.equals(announcement.nurl());
    ServerConnection connection =
        new ServerConnection(
            vertx, name, nurl, AnnouncedStorage.tubIdToProve(announcement), patience, health);
    this.client = intermediary.before(announcement, new HttpStorageClient(connection));
    this.tubId = AnnouncedStorage.tubId(announcement);
    this.poll = new Poll(Timers.of(vertx), health, this::askVersion);
    health.onChange(state -> ServerLog.note("storage server " + name(), state));
  }

  /** The server's announcement. */
  public Announcement announcement() {
    return announcement;
  }

  /** Its name in messages: a few characters of its key, and its nickname. */
  public String name() {
    return name;
  }

  /** Returns whether it is used with an account, which it takes. */
  public boolean takesAccount() {
    return takesAccount;
  }

  /** The number of this server in the order in which the gateway heard of them. */
  long heardAt() {
    return heardAt;
  }

  /** Its known health. */
  public State state() {
    ServerHealth.State known = health.state();
    return new State(known.reachable(), known.lastContact(), version);
  }

  /** The latest failure of a call to it, which may be over. */
  public Optional<ServerHealth.Failure> lastFailure() {
    return health.state().lastFailure();
  }

  /**
   * Returns whether it failed or dawdled, and has not answered a poll since: it is asked last, and
   * not waited for where others are enough.
   */
  public boolean suspected() {
    return health.suspected();
  }

  /** Notes that the server let somebody wait while others had answered. */
  public void dawdled() {
    health.dawdled();
  }

  /** The seed of its place in permuted orders. */
  public Bytes permutationSeed() {
    return permutationSeed;
  }

  /** The id that lease secrets are made for. TLS proves it before each request. */
  public Bytes tubId() {
    return tubId;
  }

  /**
   * Its answer to {@code question}, which is put now. An exception of the client is a failure of
   * this server alone, and is never thrown here.
   */
  public <T> Future<T> ask(Function<StorageClient, Future<T>> question) {
    return Attempted.at(name(), () -> question.apply(client));
  }

  /**
   * Asks for its version, and remembers whether it answered; completes with a poll that is under
   * way already. A failed poll is followed by another one soon.
   */
  public Future<Void> poll() {
    return poll.now();
  }

  /**
   * Completes if the server is worth waiting for: it is not suspected, or answers a poll. A server
   * that left a poll unanswered since it was suspected has only a moment for another one.
   */
  public Future<Void> proved() {
    if (!suspected()) return Future.succeededFuture();
    if (isUnproven() && poll.isIntended())
      return Future.failedFuture("server " + name() + " has never answered");
    return poll.wasInVain()
        ? ContextBound.within(MOMENT_MILLIS, poll())
        : poll().recover(broken -> poll.wasInVain() ? Future.failedFuture(broken) : poll());
  }

  private Future<Void> askVersion() {
    return ask(StorageClient::version).onSuccess(this::note).mapEmpty();
  }

  private void note(StorageVersion told) {
    version = Optional.of(told);
    if (isFull()) poll.in(FULL_RETRY_MILLIS);
  }

  /** Returns whether it has never answered, so that only its announcement says that it is there. */
  boolean isUnproven() {
    return health.isUnproven();
  }

  /** Returns whether a poll is due soon by itself. */
  boolean pollsAgain() {
    return poll.isIntended();
  }

  /** Returns whether its latest version says that it accepts no shares. */
  public boolean isFull() {
    return version.map(told -> told.availableSpace() == 0).orElse(false);
  }

  /** Returns whether it takes shares of {@code size} bytes {@link WholeShares whole}. */
  public boolean takesWhole(long size) {
    return version.map(told -> size <= told.largestWhole()).orElse(false);
  }

  /** Ends all connections, and asks no more. */
  public Future<Void> close() {
    poll.close();
    return ask(StorageClient::close);
  }
}
