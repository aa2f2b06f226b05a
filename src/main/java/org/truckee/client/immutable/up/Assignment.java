package org.truckee.client.immutable.up;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.Happiness;

/**
 * A server for each share of a file, with the shares that servers had already, and those that they
 * were sent with the question for room.
 */
record Assignment(
    SortedMap<Integer, StorageServer> servers,
    Map<StorageServer, Set<Integer>> existing,
    Map<StorageServer, Set<Integer>> sent) {
  /** Returns whether a share has to be sent to its server. */
  boolean isNew(int shareNumber) {
    return !isFound(shareNumber) && !isSent(shareNumber);
  }

  /** Returns whether its server had a share before. */
  boolean isFound(int shareNumber) {
    return isAmong(existing, shareNumber);
  }

  /** Returns whether its server has stored a share that came with the question for room. */
  boolean isSent(int shareNumber) {
    return isAmong(sent, shareNumber);
  }

  private boolean isAmong(Map<StorageServer, Set<Integer>> shares, int shareNumber) {
    return shares.getOrDefault(servers.get(shareNumber), Set.of()).contains(shareNumber);
  }

  /** The same without the shares that are there already. */
  Assignment onlyNew() {
    SortedMap<Integer, StorageServer> added = new TreeMap<>(servers);
    added.keySet().removeIf(share -> !isNew(share));
    return new Assignment(added, existing, sent);
  }

  /** The number of shares of {@code total} that have no place. */
  int unplaced(int total) {
    return total - servers.size();
  }

  /** The happiness of the shares on their servers. */
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
