package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.ServerPermutation;

/**
 * The servers on which directories are kept. A directory's capability names none of them: servers
 * are asked in the permuted order of its address, and the one that has it is remembered.
 * Thread-safe.
 */
public final class VdriveHomes {
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<String, VdriveServer> servers;
  private final VdrivePins pins;
  private final Map<StorageIndex, VdriveServer> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, VdriveServer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The homes on {@code servers}, which come and go, by their ids. */
  VdriveHomes(Map<String, VdriveServer> servers, VdrivePins pins) {
    this.servers = servers;
    this.pins = pins;
  }

  /** Forgets the directories that were found on {@code server}. */
  void forget(VdriveServer server) {
    synchronized (found) {
      found.values().removeIf(server::equals);
    }
  }

  /**
   * The answer to {@code question} of the server that keeps {@code directory}. {@code NOT_FOUND} if
   * none does, {@code UNREACHABLE} if the one that may do so is away.
   */
  public <T> Future<T> at(StorageIndex directory, Function<VdriveClient, Future<T>> question) {
    Optional<String> home = pins.home(directory);
    if (home.isPresent()) return atHome(directory, home.get(), question);
    return best(directory).compose(order -> at(directory, order, question, Optional.empty()));
  }

  /** Asks the pinned server, whose place nobody else can take. */
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
   * The answer to {@code question} of a server for which {@code directories} are new: a trusted
   * one, the first of them that answers.
   */
  public <T> Future<T> making(
      List<StorageIndex> directories, Function<VdriveClient, Future<T>> question) {
    StorageIndex first = directories.get(0);
    List<VdriveServer> trusted = order(first).stream().filter(this::isTrusted).toList();
    return at(first, trusted, question, Optional.empty())
        .onSuccess(answer -> joined(directories, first));
  }

  /** Notes that {@code directories} were made on the server of {@code other}. */
  public void joined(List<StorageIndex> directories, StorageIndex other) {
    synchronized (found) {
      VdriveServer server = found.get(other);
      if (server != null) directories.forEach(directory -> found.put(directory, server));
    }
  }

  /** Returns whether the server of {@code directory} is known, and trusted with new ones. */
  public boolean takesNew(StorageIndex directory) {
    Optional<VdriveServer> home = pins.home(directory).map(servers::get);
    if (home.isPresent()) return isTrusted(home.get());
    synchronized (found) {
      return Optional.ofNullable(found.get(directory)).filter(this::isTrusted).isPresent();
    }
  }

  private boolean isTrusted(VdriveServer server) {
    return pins.trusts(server.announcement().serverId());
  }

  /**
   * The servers to ask for {@code directory}, in that order. If several trusted servers may have
   * it, all of them are asked, and the one whose copy saw more changes comes first.
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
   * Finds the server that keeps {@code directory} anew, and pins it. Empty if all known servers say
   * that they don't; {@code UNREACHABLE} if one that might does not answer.
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
    if (rest.isEmpty()) return Future.failedFuture(before.orElseGet(VdriveHomes::nobody));
    VdriveServer first = rest.get(0);
    if (!isTrusted(first) && before.filter(VdriveHomes::isAway).isPresent())
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

  /** Fails if a server is away that may have the directory. */
  private static Throwable worse(Optional<Throwable> before, Throwable failure) {
    return before
        .filter(other -> GridException.is(other, GridException.Kind.UNREACHABLE))
        .orElse(failure);
  }

  /** Returns whether one step can change both, as far as is known. */
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
}
