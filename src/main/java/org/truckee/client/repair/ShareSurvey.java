package org.truckee.client.repair;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.ImmutableCheck;
import org.truckee.client.context.ClientContext;
import org.truckee.client.immutable.down.ShareVerifier;
import org.truckee.client.immutable.up.Holdings;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;

/**
 * The search for the good shares of an immutable file, which believes no server: a share counts
 * when its hashes have been checked, or all of it, if that is wished. Damage is remembered, and
 * reported to the server. Event loop only.
 */
final class ShareSurvey {
  private final ImmutableCheck check;
  private final ChkVerifyCap cap;
  private final ShareVerifier verifier;
  private final boolean verify;
  private final Map<Integer, Bytes> roots = new TreeMap<>();
  private final Map<StorageServer, Set<Integer>> verified = new HashMap<>();
  private final Map<StorageServer, Set<Integer>> damaged = new HashMap<>();

  /** The damaged shares whose servers have not been told. */
  private final Map<StorageServer, Set<Integer>> unreported = new HashMap<>();

  private final Set<StorageServer> unreliable = new HashSet<>();

  /**
   * A search for the shares of {@code cap}'s file; if {@code verify}, {@code found} has read all
   * bytes of the shares that it calls good.
   */
  ShareSurvey(
      ClientContext context,
      ImmutableCheck check,
      ChkVerifyCap cap,
      CheckResults found,
      boolean verify) {
    this.check = check;
    this.cap = cap;
    this.verifier = new ShareVerifier(context, cap);
    this.verify = verify;
    if (verify) verified.putAll(good(found));
    for (CheckResults.DamagedShare share : found.damaged()) {
      note(damaged, share.server(), share.shareNumber());
      note(unreported, share.server(), share.shareNumber());
    }
  }

  /** Looks for the shares on all servers. */
  Future<CheckResults> look() {
    return check.check(cap, this::test);
  }

  private Future<Void> test(StorageServer server, int share) {
    if (holds(damaged, server, share)) return knownDamage(server, share);
    return verifier
        .open(server, share)
        .onSuccess(root -> roots.put(share, root))
        .compose(root -> verifyOnce(server, share))
        .onFailure(failure -> report(server, share, failure));
  }

  private Future<Void> knownDamage(StorageServer server, int share) {
    GridException known =
        new GridException(
            GridException.Kind.CORRUPT,
            Subject.share(share, server.name()),
            "is damaged, as a check has found");
    Set<Integer> untold = unreported.get(server);
    if (untold != null && untold.remove(share)) report(server, share, known);
    return Future.failedFuture(known);
  }

  private Future<Void> verifyOnce(StorageServer server, int share) {
    if (!verify || holds(verified, server, share)) return Future.succeededFuture();
    return verifier.verify(server, share).onSuccess(good -> note(verified, server, share));
  }

  /**
   * Does without share {@code share} of {@code server}, if {@code failure} says that it is damaged.
   */
  void report(StorageServer server, int share, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return;
    noteDamaged(server, share);
    String reason = FailureText.sentence(failure);
    server
        .ask(client -> client.adviseCorrupt(cap.storageIndex(), share, reason))
        .onFailure(Quietly::ignore);
  }

  /** Does without share {@code share} of {@code server} from now on; returns whether it is news. */
  boolean noteDamaged(StorageServer server, int share) {
    return note(damaged, server, share);
  }

  /** Gives {@code server} no shares from now on. */
  void noteUnreliable(StorageServer server) {
    unreliable.add(server);
  }

  /** The roots of all shares that have been good, by their numbers. */
  Map<Integer, Bytes> roots() {
    return roots;
  }

  /** The places of the good shares that {@code seen} tells of. */
  Holdings holdings(CheckResults seen) {
    List<StorageServer> servers =
        seen.servers().responding().stream()
            .filter(server -> !unreliable.contains(server))
            .toList();
    return new Holdings(servers, good(seen), damaged);
  }

  private static Map<StorageServer, Set<Integer>> good(CheckResults results) {
    Map<StorageServer, Set<Integer>> good = new HashMap<>();
    results
        .shares()
        .forEach((share, servers) -> servers.forEach(server -> note(good, server, share.number())));
    return good;
  }

  private static boolean note(
      Map<StorageServer, Set<Integer>> shares, StorageServer server, int share) {
    return shares.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
  }

  private static boolean holds(
      Map<StorageServer, Set<Integer>> shares, StorageServer server, int share) {
    return shares.getOrDefault(server, Set.of()).contains(share);
  }
}
