package org.truckee.client.mutable.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;

/**
 * A share of a new version at the server that is to have it.
 *
 * @param before the beginning of the share that it replaces; empty if there is none
 */
public record ShareTarget(StorageServer server, int share, Bytes before) {
  /**
   * The targets of the {@code total} shares of a new version: every share that is anywhere is
   * replaced, and the missing ones go to the candidates that have the fewest, each to its own
   * server if it can. They are in the order of share numbers, and of servers.
   */
  public static List<ShareTarget> choose(
      ShareMap map, Candidates candidates, int total, MutableFormat format) {
    Map<StorageServer, Map<Integer, Bytes>> holdings = map.holdings();
    Map<StorageServer, Set<Integer>> existing = new HashMap<>();
    holdings.forEach((server, shares) -> existing.put(server, shares.keySet()));
    SortedMap<Integer, StorageServer> placed = candidates.place(existing, total);
    List<ShareTarget> goals = new ArrayList<>();
    for (int share = 0; share < total; share++) {
      for (StorageServer server : candidates.present()) {
        Bytes first = holdings.getOrDefault(server, Map.of()).get(share);
        if (first != null) goals.add(new ShareTarget(server, share, checkString(first, format)));
        else if (server.equals(placed.get(share)))
          goals.add(new ShareTarget(server, share, Bytes.EMPTY));
      }
    }
    return goals;
  }

  /**
   * The same for shares of {@code version} as it is, of which {@code good} stay where they are: for
   * those that nobody has, and in the place of damaged ones and of those of other versions.
   */
  public static List<ShareTarget> missing(
      Map<StorageServer, Set<Integer>> good,
      ShareMap map,
      Candidates candidates,
      SignedPrefix version) {
    return choose(map, candidates, version.total(), version.format()).stream()
        .filter(goal -> !good.getOrDefault(goal.server, Set.of()).contains(goal.share))
        .toList();
  }

  /**
   * The places of shares that are nowhere yet, beside those in {@code placed}, on other servers
   * than those that gave {@code refusals}.
   */
  public static List<ShareTarget> elsewhere(
      Map<StorageServer, Set<Integer>> placed,
      Refusals refusals,
      Candidates candidates,
      int total) {
    Set<Integer> taken = new HashSet<>();
    placed.values().forEach(taken::addAll);
    return candidates.without(refusals).place(placed, total).entrySet().stream()
        .filter(entry -> !taken.contains(entry.getKey()))
        .map(entry -> new ShareTarget(entry.getValue(), entry.getKey(), Bytes.EMPTY))
        .toList();
  }

  /** Returns whether this is share {@code number} at {@code other}. */
  boolean isAt(StorageServer other, int number) {
    return share == number && server.equals(other);
  }

  private static Bytes checkString(Bytes first, MutableFormat format) {
    return first.slice(0, Math.min(first.size(), SignedPrefix.checkStringSize(format)));
  }
}
