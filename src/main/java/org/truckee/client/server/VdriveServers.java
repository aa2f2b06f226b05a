package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;
import org.truckee.protocol.AnnouncedVdrive;
import org.truckee.protocol.Announcement;

/**
 * The vdrive servers that a gateway knows of. A directory's capability names none of them: it is
 * asked for in the permuted order of its address, and where it was found is remembered.
 * Thread-safe.
 */
public final class VdriveServers {
  private static final int MAX_REMEMBERED = 10_000;
  private static final long POLL_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final Vertx vertx;
  private final InstantSource clock;
  private final Patience patience;
  private final Map<String, VdriveServer> servers = new ConcurrentHashMap<>();
  private final Map<StorageIndex, VdriveServer> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, VdriveServer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private volatile long timer = -1;

  /** Knows nobody yet. */
  public VdriveServers(Vertx vertx, InstantSource clock, Patience patience) {
    this.vertx = vertx;
    this.clock = clock;
    this.patience = patience;
  }

  /** Begins to ask every server now and then whether it is there. */
  public void startPolling() {
    servers.values().forEach(VdriveServer::poll);
    timer = vertx.setPeriodic(POLL_MILLIS, tick -> servers.values().forEach(VdriveServer::poll));
  }

  /** Takes in what a server announced, in place of what it announced before. */
  public void add(Announcement announcement) {
    VdriveServer known = servers.get(announcement.serverId());
    if (known != null && known.announcement().sameService(announcement)) return;
    VdriveServer server = new VdriveServer(vertx, announcement, clock, patience);
    VdriveServer before = servers.put(announcement.serverId(), server);
    if (before != null) before.close();
    if (timer >= 0) server.poll();
  }

  /** Every server that is known, in the order of their names. */
  public List<VdriveServer> all() {
    return servers.values().stream()
        .sorted(Comparator.comparing(server -> server.announcement().shortName()))
        .toList();
  }

  /** The directory that is everybody's, if a server announces one. */
  public Optional<Capability> globalRoot() {
    return all().stream()
        .flatMap(server -> AnnouncedVdrive.root(server.announcement()).stream())
        .findFirst();
  }

  /**
   * What {@code question} gives at the server that keeps {@code directory}. {@code NOT_FOUND} if
   * none does, {@code UNREACHABLE} if the one that may do so is away.
   */
  public <T> Future<T> at(StorageIndex directory, Function<VdriveClient, Future<T>> question) {
    return at(directory, order(directory), question, Optional.empty());
  }

  private <T> Future<T> at(
      StorageIndex directory,
      List<VdriveServer> rest,
      Function<VdriveClient, Future<T>> question,
      Optional<Throwable> before) {
    if (rest.isEmpty()) return Future.failedFuture(before.orElseGet(VdriveServers::nobody));
    VdriveServer first = rest.get(0);
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
    return GridException.is(failure, GridException.Kind.NOT_FOUND)
        || GridException.is(failure, GridException.Kind.UNREACHABLE);
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
    if (last == null || !permuted.contains(last)) return permuted;
    return permuted.stream().sorted(Comparator.comparing(server -> !server.equals(last))).toList();
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
    List<Future<Void>> closing = servers.values().stream().map(VdriveServer::close).toList();
    return Future.join(closing).mapEmpty();
  }
}
