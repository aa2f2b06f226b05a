package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;
import org.truckee.protocol.Announcement;

/**
 * The storage servers that a gateway knows of, from introducers, its cache or its configuration.
 * Thread-safe.
 */
public final class StorageServers {

  private final Vertx vertx;
  private final InstantSource clock;
  private final Patience patience;
  private final Map<String, StorageServer> servers = new ConcurrentHashMap<>();
  private volatile Set<String> preferred = Set.of();
  private long timer = -1;

  /** Knows nobody yet. */
  public StorageServers(Vertx vertx, InstantSource clock) {
    this(vertx, clock, Patience.USUAL);
  }

  /** Knows nobody yet, and is as patient with servers as {@code patience} says. */
  public StorageServers(Vertx vertx, InstantSource clock, Patience patience) {
    this.vertx = vertx;
    this.clock = clock;
    this.patience = patience;
  }

  /** How long servers are waited for. */
  public Patience patience() {
    return patience;
  }

  /**
   * Puts the servers with {@code ids} before all others; an id is that of the server's key, or its
   * TubID.
   */
  public void prefer(Collection<String> ids) {
    preferred = Set.copyOf(ids);
  }

  private boolean isPreferred(StorageServer server) {
    return preferred.contains(server.announcement().serverId())
        || preferred.contains(server.tubId().toString());
  }

  /** Begins to ask every server now and then whether it is there. */
  public void startPolling() {
    long period = TimeUnit.SECONDS.toMillis(patience.keepAliveSeconds());
    timer = vertx.setPeriodic(period, tick -> servers.values().forEach(StorageServer::poll));
  }

  /** Takes in what a server announced, in place of what it announced before. */
  public void add(Announcement announcement) {
    StorageServer known = servers.get(announcement.serverId());
    if (known != null && known.announcement().sameService(announcement)) return;
    StorageServer server = new StorageServer(vertx, announcement, clock, patience);
    StorageServer before = servers.put(announcement.serverId(), server);
    if (before != null) before.close();
    server.poll();
  }

  /** Every server that is known, in the order of their names. */
  public List<StorageServer> all() {
    return servers.values().stream().sorted(Comparator.comparing(StorageServer::name)).toList();
  }

  /** How many servers answered when they were last asked. */
  public int reached() {
    return (int) servers.values().stream().filter(server -> server.state().reachable()).count();
  }

  /** Every server that is known, in the order in which they are asked about one file. */
  public List<StorageServer> permuted(StorageIndex storageIndex) {
    List<StorageServer> order =
        ServerPermutation.order(servers.values(), storageIndex, StorageServer::permutationSeed);
    if (preferred.isEmpty()) return order;
    return order.stream().sorted(Comparator.comparing(server -> !isPreferred(server))).toList();
  }

  /** Ends all connections. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    List<Future<Void>> closing = servers.values().stream().map(StorageServer::close).toList();
    return Future.join(closing).mapEmpty();
  }
}
