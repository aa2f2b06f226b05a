package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.cap.Capability;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.Twins;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/**
 * The vdrive servers that a gateway knows of, from announcements or its configuration. Thread-safe.
 */
public final class VdriveServers {
  private static final Logger LOG = LoggerFactory.getLogger(VdriveServers.class);

  private final Vertx vertx;
  private final InstantSource clock;
  private final ServerTimeouts patience;
  private final VdrivePins pins;
  private final Intermediary<VdriveClient> intermediary;
  private final Map<String, VdriveServer> servers = new ConcurrentHashMap<>();
  private final VdriveHomes homes;
  private final Twins twins = new Twins();
  private volatile long timer = -1;

  /** A set that knows no server yet, and pins the first one that it meets for its own lifetime. */
  public VdriveServers(Vertx vertx, InstantSource clock, ServerTimeouts patience) {
    this(vertx, clock, patience, VdrivePins.inMemory());
  }

  /** A set that knows no server yet, with {@code pins}. */
  public VdriveServers(Vertx vertx, InstantSource clock, ServerTimeouts patience, VdrivePins pins) {
    this(vertx, clock, patience, pins, Intermediary.none());
  }

  /** The same, which talks to each through {@code intermediary}. */
  public VdriveServers(
      Vertx vertx,
      InstantSource clock,
      ServerTimeouts patience,
      VdrivePins pins,
      Intermediary<VdriveClient> intermediary) {
    this.vertx = vertx;
    this.clock = clock;
    this.patience = patience;
    this.pins = pins;
    this.intermediary = intermediary;
    this.homes = new VdriveHomes(servers, pins);
  }

  /** The pins. */
  public VdrivePins pins() {
    return pins;
  }

  /** Begins to ask every server now and then whether it is there. */
  public void startPolling() {
    servers.values().forEach(VdriveServer::poll);
    long period = TimeUnit.SECONDS.toMillis(patience.keepAliveSeconds());
    timer = vertx.setPeriodic(period, tick -> pollAll());
  }

  private void pollAll() {
    twins.look();
    servers.values().forEach(VdriveServer::poll);
  }

  /** Takes in a server that the configuration names, and trusts it. */
  public void add(Announcement announcement) {
    pins.trust(announcement.serverId());
    take(announcement);
  }

  /**
   * Takes in a server's announcement, in place of its earlier one. The first of all is trusted; any
   * other is asked only for directories that no trusted one keeps.
   */
  public void hear(Announcement announcement) {
    pins.trustFirst(announcement.serverId());
    if (take(announcement) && !pins.trusts(announcement.serverId()))
      LOG.info(
          "vdrive server {} ({}) is announced, but is none that this gateway holds on to: it is"
              + " asked only for directories that no other keeps",
          announcement.shortName(),
          announcement.serverId());
  }

  /** Returns whether it differs from the earlier one. */
  private boolean take(Announcement announcement) {
    VdriveServer known = servers.get(announcement.serverId());
    if (known != null && known.announcement().sameService(announcement)) return false;
    VdriveServer server = new VdriveServer(vertx, announcement, clock, patience, intermediary);
    VdriveServer before = servers.put(announcement.serverId(), server);
    if (before != null) replaced(before, server);
    if (timer >= 0) server.poll();
    AnnouncedVdrive.root(announcement).ifPresent(root -> claim(announcement, root));
    return true;
  }

  private void replaced(VdriveServer known, VdriveServer server) {
    Nurl before = known.announcement().nurl();
    if (before.equals(server.announcement().nurl())) known.close();
    else
      twins.moved(
          server.announcement().serverId(),
          new Twins.Former(server.announcement().shortName(), before, known::poll, known::close));
  }

  /** The warnings about {@code server} for people. */
  public List<String> warnings(VdriveServer server) {
    List<String> warnings = new ArrayList<>();
    twins.warning(server.announcement().serverId()).ifPresent(warnings::add);
    if (claimsOtherRoot(server))
      warnings.add("it claims that another directory is the shared drive, which is not used");
    return warnings;
  }

  /**
   * Pins a trusted server's root if none is pinned yet, and follows it as long as it is the same.
   */
  private void claim(Announcement announcement, Capability root) {
    Optional<Capability> pinned = pins.global();
    boolean fits = pinned.map(known -> isSame(known, root)).orElse(true);
    if (fits && pins.trusts(announcement.serverId())) pins.pinGlobal(root);
    else if (!fits)
      LOG.warn(
          "vdrive server {} ({}) claims that another directory is the shared drive; it is not used",
          announcement.shortName(),
          announcement.serverId());
  }

  /** Returns whether both are powers over one directory, which mostly are the same power. */
  private static boolean isSame(Capability one, Capability other) {
    if (one.equals(other)) return true;
    return one.verifyCap().isPresent() && one.verifyCap().equals(other.verifyCap());
  }

  /** Returns whether {@code server} claims another shared drive's directory than the one in use. */
  public boolean claimsOtherRoot(VdriveServer server) {
    Optional<Capability> pinned = pins.global();
    return AnnouncedVdrive.root(server.announcement())
        .filter(root -> pinned.isEmpty() || !isSame(pinned.get(), root))
        .isPresent();
  }

  /** Returns whether the server of {@code announcement} answers. */
  public boolean reaches(Announcement announcement) {
    VdriveServer server = servers.get(announcement.serverId());
    return server != null && server.state().reachable();
  }

  /** Returns whether one of those that it holds on to answers, or it holds on to none. */
  public boolean areUsable() {
    return pins.trustNone()
        || servers.values().stream()
            .filter(server -> pins.trusts(server.announcement().serverId()))
            .anyMatch(server -> server.state().reachable());
  }

  /** Forgets a server, which is asked for nothing any more. */
  public void remove(String serverId) {
    VdriveServer server = servers.remove(serverId);
    if (server == null) return;
    homes.forget(server);
    twins.forget(serverId);
    server.close();
  }

  /** Every server that is known, in the order of their names. */
  public List<VdriveServer> all() {
    return servers.values().stream()
        .sorted(Comparator.comparing(server -> server.announcement().shortName()))
        .toList();
  }

  /** The shared drive's directory: the pinned one, whatever others claim. */
  public Optional<Capability> globalRoot() {
    return pins.global();
  }

  /** The servers on which directories are kept. */
  public VdriveHomes homes() {
    return homes;
  }

  /** Ends all connections. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    List<Future<Void>> closing = new ArrayList<>(List.of(twins.close()));
    servers.values().forEach(server -> closing.add(server.close()));
    return Future.join(closing).mapEmpty();
  }
}
