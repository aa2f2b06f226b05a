package org.truckee.placement;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A share that is to be copied to another server.
 *
 * @param from the server whose copy counts until now, or that is to lose a copy of no use
 * @param to a server that has no copy, or the one whose copy counts
 */
public record ShareMove<S>(int share, S from, S to) {
  /** Checks that there are servers. */
  public ShareMove {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /**
   * Returns whether it was made, as {@code holdings} tell: the new server has the share, and the
   * old one, unless a copy stays behind by {@code leaving}, has it no more.
   */
  public boolean isMade(Map<S, Set<Integer>> holdings, boolean leaving) {
    return isAt(to, holdings) && (leaving || !isAt(from, holdings));
  }

  private boolean isAt(S server, Map<S, Set<Integer>> holdings) {
    return holdings.getOrDefault(server, Set.of()).contains(share);
  }
}
