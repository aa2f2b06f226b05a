package org.truckee.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The safety of a spread of shares: the size of the largest matching between servers and the shares
 * they hold, in which no server and no share occurs twice. With a happiness of h, any h - k servers
 * may be lost and k different shares are still there. Source: Tahoe's servers-of-happiness.rst.
 */
public final class Happiness {
  private Happiness() {}

  /** The happiness of servers that each hold some shares. */
  public static <S> int of(Map<S, ? extends Set<Integer>> sharesByServer) {
    return match(sharesByServer).size();
  }

  /** A largest matching, from share to server. */
  static <S> Map<Integer, S> match(Map<S, ? extends Set<Integer>> sharesByServer) {
    return extend(new HashMap<>(), sharesByServer);
  }

  /**
   * A largest matching that still serves every server and every share which {@code matching}
   * serves.
   */
  static <S> Map<Integer, S> extend(
      Map<Integer, S> matching, Map<S, ? extends Set<Integer>> sharesByServer) {
    Map<Integer, S> larger = new HashMap<>(matching);
    Set<S> matched = new HashSet<>(matching.values());
    for (S server : sharesByServer.keySet()) {
      if (!matched.contains(server)) augment(server, sharesByServer, larger, new HashSet<>());
    }
    return larger;
  }

  /**
   * Finds {@code server} a share, moving others to shares that are free if need be; Kuhn's
   * algorithm.
   */
  private static <S> boolean augment(
      S server,
      Map<S, ? extends Set<Integer>> sharesByServer,
      Map<Integer, S> matching,
      Set<Integer> tried) {
    for (int share : shares(sharesByServer, server)) {
      if (!tried.add(share)) continue;
      S holder = matching.get(share);
      if (holder == null || augment(holder, sharesByServer, matching, tried)) {
        matching.put(share, server);
        return true;
      }
    }
    return false;
  }

  private static <S> Set<Integer> shares(Map<S, ? extends Set<Integer>> sharesByServer, S server) {
    Set<Integer> shares = sharesByServer.get(server);
    return shares == null ? Set.of() : shares;
  }
}
