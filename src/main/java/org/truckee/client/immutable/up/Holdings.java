package org.truckee.client.immutable.up;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.client.server.StorageServer;

/**
 * The places of the shares of a file that is on the grid already.
 *
 * @param servers the servers that may get more of them, the preferred ones first
 * @param good the shares that have been checked; no others count
 * @param damaged the shares that are not what they have to be; their servers can't get them anew
 */
public record Holdings(
    List<StorageServer> servers,
    Map<StorageServer, Set<Integer>> good,
    Map<StorageServer, Set<Integer>> damaged) {
  /** Takes copies. */
  public Holdings {
    servers = List.copyOf(servers);
    good = Map.copyOf(good);
    damaged = Map.copyOf(damaged);
  }

  /** Returns whether {@code server} has a good share {@code shareNumber}. */
  boolean isGood(StorageServer server, int shareNumber) {
    return good.getOrDefault(server, Set.of()).contains(shareNumber);
  }

  /** The servers that keep their shares well, and then the others. */
  List<StorageServer> reliableFirst() {
    return servers.stream().sorted(Comparator.comparing(damaged::containsKey)).toList();
  }
}
