package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/**
 * The storage servers that a gateway knows of, from introducers, its cache or its configuration.
 * Thread-safe.
 */
public final class StorageServers {
  private static final Logger LOG = LoggerFactory.getLogger(StorageServers.class);
  private static final int MAX_POLLS = 64;

  private final Vertx vertx;
  private final InstantSource clock;
  private final ServerTimeouts patience;
  private final Intermediary<StorageClient> intermediary;
  private final Map<String, StorageServer> servers = new ConcurrentHashMap<>();
  private final Queue<StorageServer> waiting = new ArrayDeque<>();
  private final TubIdClaims claims = new TubIdClaims();
  private final Twins twins = new Twins();
  private volatile Set<String> preferred = Set.of();
  private volatile Optional<MemberAccount> account = Optional.empty();
  private int polls;
  private long timer = -1;

  /** A set that knows no server yet. */
  public StorageServers(Vertx vertx, InstantSource clock) {
    this(vertx, clock, ServerTimeouts.USUAL);
  }

  /** A set that knows no server yet, with {@code patience}. */
  public StorageServers(Vertx vertx, InstantSource clock, ServerTimeouts patience) {
    this(vertx, clock, patience, Intermediary.none());
  }

  /** The same, which talks to each through {@code intermediary}. */
  public StorageServers(
      Vertx vertx,
      InstantSource clock,
      ServerTimeouts patience,
      Intermediary<StorageClient> intermediary) {
    this.vertx = vertx;
    this.clock = clock;
    this.patience = patience;
    this.intermediary = intermediary;
  }

  /** The time-outs of servers. */
  public ServerTimeouts patience() {
    return patience;
  }

  /**
   * Puts the servers with {@code ids} before all others; an id is the server's key or its TubID.
   */
  public void prefer(Collection<String> ids) {
    preferred = Set.copyOf(ids);
  }

  /** Shows the token of {@code member} to the servers that are added later and take it. */
  public void use(Optional<MemberAccount> member) {
    account = member;
  }

  /** The account that is shown to servers, if there is one. */
  public Optional<MemberAccount> account() {
    return account;
  }

  private boolean isPreferred(StorageServer server) {
    return preferred.contains(server.announcement().serverId())
        || preferred.contains(server.tubId().toString());
  }

  /** Begins to ask every server now and then whether it is there. */
  public void startPolling() {
    long period = TimeUnit.SECONDS.toMillis(patience.keepAliveSeconds());
    timer = vertx.setPeriodic(period, tick -> pollAll());
  }

  /**
   * Polls a server, unless it was never reached: such a one is asked again by itself, ever more
   * rarely.
   */
  private synchronized void pollAll() {
    twins.look();
    if (waiting.isEmpty())
      servers.values().stream().filter(server -> !server.isUnproven()).forEach(this::pollSoon);
  }

  /**
   * Takes in a server's announcement, in place of its earlier one. {@code BAD_REQUEST} if it can't
   * be used, and then nothing changes.
   */
  public synchronized void add(Announcement announcement) {
    StorageServer known = servers.get(announcement.serverId());
    if (known != null && known.announcement().sameService(announcement)) {
      if (!known.state().reachable()) pollSoon(known);
      return;
    }
    StorageServer server =
        new StorageServer(vertx, announcement.checked(), clock, patience, intermediary, account);
    servers.put(announcement.serverId(), server);
    if (known != null) replaced(known, server);
    claims.refresh(servers.values());
    claims.rivals(server).forEach(rival -> warnOfRival(server, rival));
    pollSoon(server);
  }

  /** Returns whether the server of {@code announcement} answers. */
  public boolean reaches(Announcement announcement) {
    StorageServer server = servers.get(announcement.serverId());
    return server != null && server.state().reachable();
  }

  /** Asks a few new servers at a time, however many strangers announce. */
  private synchronized void pollSoon(StorageServer server) {
    waiting.add(server);
    pollNext();
  }

  private synchronized void pollNext() {
    while (polls < MAX_POLLS && !waiting.isEmpty()) {
      polls++;
      waiting.poll().poll().onComplete(answer -> polled());
    }
  }

  private synchronized void polled() {
    polls--;
    pollNext();
  }

  /** Forgets a server, which is asked for nothing any more. */
  public synchronized void remove(String serverId) {
    StorageServer server = servers.remove(serverId);
    if (server == null) return;
    claims.refresh(servers.values());
    twins.forget(serverId);
    server.close();
  }

  private void replaced(StorageServer known, StorageServer server) {
    Nurl before = known.announcement().nurl();
    if (before.equals(server.announcement().nurl())) known.close();
    else
      twins.moved(
          server.announcement().serverId(),
          new Twins.Former(server.name(), before, known::poll, known::close));
  }

  /** The warnings about {@code server} for people. */
  public List<String> warnings(StorageServer server) {
    List<String> warnings = new ArrayList<>();
    twins.warning(server.announcement().serverId()).ifPresent(warnings::add);
    for (StorageServer rival : claims.rivals(server))
      warnings.add("it announces the TubID of " + rival.name() + " too: they count as one server");
    return warnings;
  }

  private static void warnOfRival(StorageServer server, StorageServer rival) {
    LOG.warn(
        "storage servers {} and {} announce one TubID: they count as one server",
        server.name(),
        rival.name());
  }

  /** Every server that is known, in the order of their names. */
  public List<StorageServer> all() {
    return servers.values().stream().sorted(Comparator.comparing(StorageServer::name)).toList();
  }

  /** The number of servers that answered when they were last asked. */
  public int reached() {
    return (int) counted().stream().filter(server -> server.state().reachable()).count();
  }

  /** Every server that is known, in the order in which they are asked about one file. */
  public List<StorageServer> permuted(StorageIndex storageIndex) {
    List<StorageServer> order =
        ServerPermutation.order(counted(), storageIndex, StorageServer::permutationSeed);
    if (preferred.isEmpty()) return order;
    return order.stream().sorted(Comparator.comparing(server -> !isPreferred(server))).toList();
  }

  private Collection<StorageServer> counted() {
    return claims.counted(servers.values());
  }

  /** Ends all connections. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    List<Future<Void>> closing = new ArrayList<>(List.of(twins.close()));
    servers.values().forEach(server -> closing.add(server.close()));
    return Future.join(closing).mapEmpty();
  }
}
