package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.client.upkeep.plan.Steadiness;
import org.truckee.client.upkeep.store.UpkeepStore;

/** The watch over which servers are there, and since when; the store keeps that over restarts. */
final class ServerWatch {
  private final StorageServers servers;
  private final UpkeepStore store;
  private final InstantSource clock;
  private final Steadiness steadiness = new Steadiness();
  private volatile Optional<Map<String, Instant>> kept = Optional.empty();

  ServerWatch(StorageServers servers, UpkeepStore store, InstantSource clock) {
    this.servers = servers;
    this.store = store;
    this.clock = clock;
  }

  /** Notes which servers are there now; returns whether one of them has joined or come back. */
  boolean look() {
    List<String> present =
        servers.all().stream()
            .filter(server -> server.state().reachable() && !server.suspected())
            .map(ServerWatch::id)
            .toList();
    return steadiness.note(present, clock.instant());
  }

  private static String id(StorageServer server) {
    return server.announcement().serverId();
  }

  /** Returns whether {@code server} has been there for long enough to be given shares. */
  boolean isSteady(StorageServer server) {
    return steadiness.isSteady(id(server), clock.instant());
  }

  /** Keeps what was noted in the store, which is open, and takes over first what is there. */
  Future<Void> keep() {
    return kept.isPresent()
        ? keepNow()
        : store.servers().onSuccess(this::resume).compose(resumed -> keepNow());
  }

  private void resume(Map<String, Instant> earlier) {
    kept = Optional.of(earlier);
    steadiness.resume(earlier, clock.instant());
  }

  private Future<Void> keepNow() {
    Map<String, Instant> known = steadiness.known();
    return kept.filter(known::equals).isPresent()
        ? Future.succeededFuture()
        : store.keepServers(known).onSuccess(done -> kept = Optional.of(known));
  }
}
