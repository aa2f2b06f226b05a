package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.Twins;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/**
 * The vdrive servers that a gateway knows of. A directory's capability names none of them: it is
 * asked for in the permuted order of its address, and where it was found is remembered.
 * Thread-safe.
 */
public final class VdriveServers {
  private static final Logger LOG = LoggerFactory.getLogger(VdriveServers.class);
  private static final int MAX_REMEMBERED = 10_000;

  private final Vertx vertx;
  private final InstantSource clock;
  private final ServerTimeouts patience;
  private final VdrivePins pins;
  private final Intermediary<VdriveClient> intermediary;
  private final Map<String, VdriveServer> servers = new ConcurrentHashMap<>();
  private final Map<StorageIndex, VdriveServer> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, VdriveServer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private final Twins twins = new Twins();
  private volatile long timer = -1;

  /** Knows nobody yet, and holds on to what it meets first for as long as it is there. */
  public VdriveServers(Vertx vertx, InstantSource clock, ServerTimeouts patience) {
    this(vertx, clock, patience, VdrivePins.inMemory());
  }

  /** Knows nobody yet, and holds on to {@code pins}. */
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
  }

  /** What is held on to. */
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

  /** Takes in a server that the configuration names, and so one that is trusted. */
  public void add(Announcement announcement) {
    pins.trust(announcement.serverId());
    take(announcement);
  }

  /**
   * Takes in what a server announced, in place of what it announced before. The first of all is
   * trusted; any other is asked only for directories that no trusted one keeps.
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

  /** Tells whether it says anything new. */
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
          server.announcement().shortName(),
          new Twins.Former(before, known::poll, known::close));
  }

  /** What those who look at {@code server} are to be warned of. */
  public List<String> warnings(VdriveServer server) {
    List<String> warnings = new ArrayList<>();
    twins.warning(server.announcement().serverId()).ifPresent(warnings::add);
    if (claimsOtherRoot(server))
      warnings.add("it claims that another directory is the shared drive, which is not used");
    return warnings;
  }

  /** A trusted server's root is pinned if none is yet, and followed as long as it is the same. */
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

  private static boolean isSame(Capability one, Capability other) {
    return one.verifyCap().isPresent() && one.verifyCap().equals(other.verifyCap());
  }

  /** Whether {@code server} claims another directory to be everybody's than the one in use. */
  public boolean claimsOtherRoot(VdriveServer server) {
    Optional<Capability> pinned = pins.global();
    return AnnouncedVdrive.root(server.announcement())
        .filter(root -> pinned.isEmpty() || !isSame(pinned.get(), root))
        .isPresent();
  }

  /** Whether the server of {@code announcement} answers. */
  public boolean reaches(Announcement announcement) {
    VdriveServer server = servers.get(announcement.serverId());
    return server != null && server.state().reachable();
  }

  /** Forgets a server, which is asked for nothing any more. */
  public void remove(String serverId) {
    VdriveServer server = servers.remove(serverId);
    if (server == null) return;
    synchronized (found) {
      found.values().removeIf(server::equals);
    }
    twins.forget(serverId);
    server.close();
  }

  /** Every server that is known, in the order of their names. */
  public List<VdriveServer> all() {
    return servers.values().stream()
        .sorted(Comparator.comparing(server -> server.announcement().shortName()))
        .toList();
  }

  /** The directory that is everybody's: the one that is pinned, whatever others claim. */
  public Optional<Capability> globalRoot() {
    return pins.global();
  }

  /**
   * What {@code question} gives at the server that keeps {@code directory}. {@code NOT_FOUND} if
   * none does, {@code UNREACHABLE} if the one that may do so is away.
   */
  public <T> Future<T> at(StorageIndex directory, Function<VdriveClient, Future<T>> question) {
    Optional<String> home = pins.home(directory);
    if (home.isPresent()) return atHome(directory, home.get(), question);
    return best(directory).compose(order -> at(directory, order, question, Optional.empty()));
  }

  /** Nobody else can take the place of the server that is held on to. */
  private <T> Future<T> atHome(
      StorageIndex directory, String id, Function<VdriveClient, Future<T>> question) {
    VdriveServer server = servers.get(id);
    if (server == null) return Future.failedFuture(away());
    return server.ask(question).onSuccess(answer -> remember(directory, server));
  }

  private static GridException away() {
    return new GridException(
        GridException.Kind.UNREACHABLE,
        "the vdrive server that this gateway trusts with the directory is not known now");
  }

  /**
   * What {@code question} gives at a server for which {@code directory} is new: a trusted one, the
   * first of them that answers.
   */
  public <T> Future<T> making(StorageIndex directory, Function<VdriveClient, Future<T>> question) {
    List<VdriveServer> trusted = order(directory).stream().filter(this::isTrusted).toList();
    return at(directory, trusted, question, Optional.empty());
  }

  private boolean isTrusted(VdriveServer server) {
    return pins.trusts(server.announcement().serverId());
  }

  /**
   * Where to ask for {@code directory}, in that order. If several trusted servers may have it and
   * it is not known where it is, all of them are asked, and the one whose copy saw more changes
   * comes first.
   */
  private Future<List<VdriveServer>> best(StorageIndex directory) {
    List<VdriveServer> order = order(directory);
    List<VdriveServer> trusted = order.stream().filter(this::isTrusted).toList();
    if (trusted.isEmpty() && !order.isEmpty()) return Future.failedFuture(away());
    if (trusted.size() < 2 || isFound(directory)) return Future.succeededFuture(order);
    return VdriveCopies.of(directory, trusted)
        .map(copies -> copies.best().map(best -> first(best, order)).orElse(order));
  }

  private boolean isFound(StorageIndex directory) {
    synchronized (found) {
      return found.containsKey(directory);
    }
  }

  private static List<VdriveServer> first(VdriveServer best, List<VdriveServer> all) {
    return all.stream().sorted(Comparator.comparing(server -> !server.equals(best))).toList();
  }

  /**
   * Finds out which server keeps {@code directory}, whatever is known of it, and holds on to that
   * one. Empty if all known servers say that they don't; {@code UNREACHABLE} if one that might does
   * not answer.
   */
  public Future<Boolean> findHome(StorageIndex directory) {
    if (pins.home(directory).isPresent()) return Future.succeededFuture(true);
    if (servers.isEmpty()) return Future.failedFuture(nobody());
    return VdriveCopies.of(directory, order(directory))
        .map(
            copies -> {
              copies.best().ifPresent(best -> pinHome(directory, best));
              if (copies.best().isEmpty()) copies.checkDenied();
              return copies.best().isPresent();
            });
  }

  private void pinHome(StorageIndex directory, VdriveServer server) {
    pins.pinHome(directory, server.announcement().serverId());
  }

  private <T> Future<T> at(
      StorageIndex directory,
      List<VdriveServer> rest,
      Function<VdriveClient, Future<T>> question,
      Optional<Throwable> before) {
    if (rest.isEmpty()) return Future.failedFuture(before.orElseGet(VdriveServers::nobody));
    VdriveServer first = rest.get(0);
    if (!isTrusted(first) && before.filter(VdriveServers::isAway).isPresent())
      return Future.failedFuture(before.get());
    return first
        .ask(question)
        .onSuccess(answer -> remember(directory, first))
        .recover(
            failure ->
                isElsewhere(failure)
                    ? at(
                        directory,
                        rest.subList(1, rest.size()),
                        question,
                        Optional.of(worse(before, failure)))
                    : Future.failedFuture(failure));
  }

  private static boolean isElsewhere(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND) || isAway(failure);
  }

  private static boolean isAway(Throwable failure) {
    return GridException.is(failure, GridException.Kind.UNREACHABLE);
  }

  /** A server that is away may have what the others have not. */
  private static Throwable worse(Optional<Throwable> before, Throwable failure) {
    return before
        .filter(other -> GridException.is(other, GridException.Kind.UNREACHABLE))
        .orElse(failure);
  }

  /** Whether one step can change both, as far as is known. */
  public boolean together(StorageIndex one, StorageIndex other) {
    if (servers.size() == 1) return true;
    synchronized (found) {
      VdriveServer first = found.get(one);
      return first != null && first.equals(found.get(other));
    }
  }

  private List<VdriveServer> order(StorageIndex directory) {
    List<VdriveServer> permuted =
        ServerPermutation.order(
            servers.values(), directory, server -> server.announcement().permutationSeed());
    VdriveServer last;
    synchronized (found) {
      last = found.get(directory);
    }
    return permuted.stream()
        .sorted(Comparator.comparing((VdriveServer server) -> !isTrusted(server)))
        .sorted(Comparator.comparing(server -> !server.equals(last)))
        .toList();
  }

  private void remember(StorageIndex directory, VdriveServer server) {
    synchronized (found) {
      found.put(directory, server);
    }
  }

  private static GridException nobody() {
    return new GridException(
        GridException.Kind.UNREACHABLE,
        "no vdrive server is known here, and this directory is kept on one");
  }

  /** Ends all connections. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    List<Future<Void>> closing = new ArrayList<>(List.of(twins.close()));
    servers.values().forEach(server -> closing.add(server.close()));
    return Future.join(closing).mapEmpty();
  }
}
