package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.client.server.StorageServer;
import org.truckee.immutable.UriExtensionBlock;

/** The open shares of a file that is being read, which change as some fail. Event loop only. */
final class OpenShares {
  private final ShareSource source;
  private final UriExtensionBlock ueb;
  private final Set<OpenShare> open;
  private final Map<StorageServer, Set<Integer>> damaged = new HashMap<>();

  private OpenShares(ShareSource source, List<OpenShare> first) {
    this.source = source;
    this.ueb = first.get(0).checked().ueb();
    this.open = new LinkedHashSet<>(first);
  }

  /** Opens {@code needed} shares; {@code NOT_ENOUGH_SHARES} if there are fewer. */
  static Future<OpenShares> find(ShareSource source, int needed) {
    return source.several(needed).map(first -> new OpenShares(source, first));
  }

  /** The block that describes the file, the same in all of them. */
  UriExtensionBlock ueb() {
    return ueb;
  }

  /**
   * The {@code count} shares that answer fastest, or all if there are fewer; those on suspected
   * servers come last.
   */
  List<OpenShare> fastest(int count) {
    return open.stream()
        .sorted(
            Comparator.comparing((OpenShare share) -> share.server().suspected())
                .thenComparing(OpenShare::latency))
        .limit(count)
        .toList();
  }

  /** Does without {@code share} from now on, and reports it if it is damaged. */
  void drop(OpenShare share, Throwable failure) {
    if (!open.remove(share)) return;
    if (GridException.is(failure, GridException.Kind.CORRUPT)) {
      share.report(FailureText.sentence(failure));
      damaged.computeIfAbsent(share.server(), none -> new TreeSet<>()).add(share.number());
    }
    source.drop(share, failure);
  }

  /** The shares that were done without because they are damaged. */
  Map<StorageServer, Set<Integer>> damaged() {
    return damaged;
  }

  /** Asks {@code share} last from now on. */
  void defer(OpenShare share) {
    if (!open.remove(share)) return;
    share.dawdled();
    open.add(share);
  }

  /**
   * An open share that is not among {@code used}, or one that is opened now; at last, one that was
   * opened for another run in the meantime.
   */
  Future<OpenShare> another(Set<OpenShare> used) {
    Optional<OpenShare> spare = spare(used);
    if (spare.isPresent()) return Future.succeededFuture(spare.get());
    return source
        .another()
        .onSuccess(open::add)
        .recover(
            none -> spare(used).map(Future::succeededFuture).orElse(Future.failedFuture(none)));
  }

  private Optional<OpenShare> spare(Set<OpenShare> used) {
    return open.stream().filter(share -> !used.contains(share)).findFirst();
  }
}
