package org.truckee.client.mutable.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.Placement;

/**
 * A share of a new version at the server that is to have it.
 *
 * @param before the beginning of the share that it replaces; empty if there is none
 */
record ShareTarget(StorageServer server, int share, Bytes before) {
  /**
   * The targets of the {@code total} shares of a new version: every share that is anywhere is
   * replaced, and the missing ones go to the servers of {@code permuted} that have the fewest, the
   * first ones first. They are in the order of share numbers, and of servers.
   */
  static List<ShareTarget> choose(
      ShareMap map, List<StorageServer> permuted, int total, MutableFormat format) {
    Map<StorageServer, Map<Integer, Bytes>> holdings = map.holdings();
    Map<StorageServer, Set<Integer>> existing = new HashMap<>();
    holdings.forEach((server, shares) -> existing.put(server, shares.keySet()));
    SortedMap<Integer, StorageServer> placed = place(existing, permuted, total);
    List<ShareTarget> goals = new ArrayList<>();
    for (int share = 0; share < total; share++) {
      for (StorageServer server : permuted) {
        Bytes first = holdings.getOrDefault(server, Map.of()).get(share);
        if (first != null) goals.add(new ShareTarget(server, share, checkString(first, format)));
        else if (server.equals(placed.get(share)))
          goals.add(new ShareTarget(server, share, Bytes.EMPTY));
      }
    }
    return goals;
  }

  /** The places of shares that are nowhere yet, beside those in {@code placed}. */
  static List<ShareTarget> elsewhere(
      Map<StorageServer, Set<Integer>> placed, List<StorageServer> permuted, int total) {
    return place(placed, permuted, total).entrySet().stream()
        .map(entry -> new ShareTarget(entry.getValue(), entry.getKey(), Bytes.EMPTY))
        .toList();
  }

  /** Returns whether this is share {@code number} at {@code other}. */
  boolean isAt(StorageServer other, int number) {
    return share == number && server.equals(other);
  }

  private static SortedMap<Integer, StorageServer> place(
      Map<StorageServer, Set<Integer>> existing, List<StorageServer> permuted, int total) {
    List<StorageServer> full = permuted.stream().filter(StorageServer::isFull).toList();
    List<StorageServer> writable = permuted.stream().filter(s -> !full.contains(s)).toList();
    return new Placement<>(writable, full, existing, total).place();
  }

  private static Bytes checkString(Bytes first, MutableFormat format) {
    return first.slice(0, Math.min(first.size(), SignedPrefix.checkStringSize(format)));
  }
}
