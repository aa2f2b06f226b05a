package org.truckee.client.immutable.up;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.Happiness;

/** A server for each share of a file, and which of them say that they have it. */
record Assignment(
    SortedMap<Integer, StorageServer> servers, Map<StorageServer, Set<Integer>> existing) {
  /** Whether the server of a share has to be sent it. */
  boolean isNew(int shareNumber) {
    return !existing.getOrDefault(servers.get(shareNumber), Set.of()).contains(shareNumber);
  }

  /** On how many servers the shares are, as far as that makes them safe. */
  int happiness() {
    return happinessOf(servers);
  }

  /** The same if only {@code shares} are left. */
  int happinessOf(Set<Integer> shares) {
    Map<Integer, StorageServer> left = new HashMap<>(servers);
    left.keySet().retainAll(shares);
    return happinessOf(left);
  }

  private static int happinessOf(Map<Integer, StorageServer> servers) {
    Map<StorageServer, Set<Integer>> shares = new HashMap<>();
    servers.forEach(
        (share, server) -> shares.computeIfAbsent(server, none -> new TreeSet<>()).add(share));
    return Happiness.of(shares);
  }
}
