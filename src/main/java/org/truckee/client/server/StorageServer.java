package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.AnnouncedStorage;
import org.truckee.protocol.Announcement;
import org.truckee.protocol.StorageVersion;

/**
 * One storage server as this gateway sees it: what it announced, whether it answers, and when it
 * last did. Event loops and pages read it; the fields that change are set as one.
 */
public final class StorageServer {
  /** What is known of a server's health; the version is empty until it has answered once. */
  public record State(
      boolean reachable, Optional<Instant> lastContact, Optional<StorageVersion> version) {}

  private final Announcement announcement;
  private final StorageClient client;
  private final InstantSource clock;
  private volatile State state = new State(false, Optional.empty(), Optional.empty());

  public StorageServer(
      Vertx vertx, Announcement announcement, InstantSource clock, Patience patience) {
    this.announcement = announcement;
    this.clock = clock;
    this.client = new StorageClient(vertx, announcement.shortName(), announcement.nurl(), patience);
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
    return state;
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

  /** Asks for its version, and remembers whether it answered. */
  public Future<Void> poll() {
    return client
        .version()
        .onSuccess(
            version -> state = new State(true, Optional.of(clock.instant()), Optional.of(version)))
        .onFailure(failure -> state = new State(false, state.lastContact(), state.version()))
        .mapEmpty();
  }

  /** Whether it said that it accepts no shares. */
  public boolean isFull() {
    return state.version().map(version -> version.availableSpace() == 0).orElse(false);
  }

  public Future<Void> close() {
    return client.close();
  }
}
