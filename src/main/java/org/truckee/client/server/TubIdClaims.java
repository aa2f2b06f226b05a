package org.truckee.client.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.bytes.Bytes;

/**
 * The TubIDs that more than one server claims. Two keys with one TubID are one server for the
 * placement of shares, since both lead to the holder of one certificate: the claimant that answers
 * counts, so that one without proof of the TubID keeps nobody from using the true one; of several,
 * the one that was heard of first. Thread-safe.
 */
final class TubIdClaims {
  private static final Comparator<StorageServer> FIRST =
      Comparator.comparing((StorageServer server) -> !server.state().reachable())
          .thenComparing(StorageServer::heardAt);

  private volatile Map<Bytes, List<StorageServer>> contested = Map.of();

  /** Looks through all {@code servers} that are known. */
  void refresh(Collection<StorageServer> servers) {
    Map<Bytes, List<StorageServer>> claims = new HashMap<>();
    for (StorageServer server : servers)
      claims.computeIfAbsent(server.tubId(), none -> new ArrayList<>()).add(server);
    claims.values().removeIf(claimants -> claimants.size() == 1);
    contested = Map.copyOf(claims);
  }

  /** The others that claim the TubID of {@code server}. */
  List<StorageServer> rivals(StorageServer server) {
    return contested.getOrDefault(server.tubId(), List.of()).stream()
        .filter(claimant -> claimant != server)
        .toList();
  }

  /** The servers among {@code servers} that count, one for each TubID. */
  Collection<StorageServer> counted(Collection<StorageServer> servers) {
    Map<Bytes, List<StorageServer>> now = contested;
    if (now.isEmpty()) return servers;
    Set<StorageServer> beaten = new HashSet<>();
    for (List<StorageServer> claimants : now.values()) {
      beaten.addAll(claimants);
      beaten.remove(claimants.stream().min(FIRST).orElseThrow());
    }
    return servers.stream().filter(server -> !beaten.contains(server)).toList();
  }
}
