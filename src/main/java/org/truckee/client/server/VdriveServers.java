package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;
import org.truckee.protocol.Announcement;

/**
 * The vdrive servers that a gateway knows of. A directory's capability names none of them: it is
 * asked for in the permuted order of its address, and where it was found is remembered.
 * Thread-safe.
 */
public final class VdriveServers {
  private static final int MAX_REMEMBERED = 10_000;

  private final Vertx vertx;
  private final Patience patience;
  private final Map<String, Server> servers = new ConcurrentHashMap<>();
  private final Map<StorageIndex, Server> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, Server> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Server(Announcement announcement, VdriveClient client) {}

  /** Knows nobody yet. */
  public VdriveServers(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  /** Takes in what a server announced, in place of what it announced before. */
  public void add(Announcement announcement) {
    Server known = servers.get(announcement.serverId());
    if (known != null && known.announcement().sameService(announcement)) return;
    VdriveClient client =
        new VdriveClient(vertx, announcement.shortName(), announcement.nurl(), patience);
    servers.put(announcement.serverId(), new Server(announcement, client));
    if (known != null) known.client().close();
  }

  /** What all servers announced, in the order of their names. */
  public List<Announcement> announcements() {
    return servers.values().stream()
        .map(Server::announcement)
        .sorted(Comparator.comparing(Announcement::shortName))
        .toList();
  }

  /** The directory that is everybody's, if a server announces one. */
  public Optional<Capability> globalRoot() {
    return announcements().stream().flatMap(server -> server.root().stream()).findFirst();
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
      List<Server> rest,
      Function<VdriveClient, Future<T>> question,
      Optional<Throwable> before) {
    if (rest.isEmpty()) return Future.failedFuture(before.orElseGet(VdriveServers::nobody));
    Server first = rest.get(0);
    return question
        .apply(first.client())
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
      Server first = found.get(one);
      return first != null && first.equals(found.get(other));
    }
  }

  private List<Server> order(StorageIndex directory) {
    List<Server> permuted =
        ServerPermutation.order(
            servers.values(), directory, server -> server.announcement().permutationSeed());
    Server last;
    synchronized (found) {
      last = found.get(directory);
    }
    if (last == null || !permuted.contains(last)) return permuted;
    return permuted.stream().sorted(Comparator.comparing(server -> !server.equals(last))).toList();
  }

  private void remember(StorageIndex directory, Server server) {
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
    List<Future<Void>> closing =
        servers.values().stream().map(server -> server.client().close()).toList();
    return Future.join(closing).mapEmpty();
  }
}
