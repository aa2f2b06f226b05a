package org.truckee.client.upkeep.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.placement.Happiness;
import org.truckee.placement.Placement;

/** The rule by which shares of a file are copied to servers that have none of it. */
public final class SpreadRule {
  private SpreadRule() {}

  /**
   * Returns whether {@code total} shares, which {@code holdings} tells of, would be safer with
   * copies on {@code willing} servers.
   */
  public static <S> boolean improves(Map<S, Set<Integer>> holdings, List<S> willing, int total) {
    List<S> others = new ArrayList<>(holdings.keySet());
    others.removeAll(willing);
    Map<S, Set<Integer>> after = new HashMap<>();
    holdings.forEach((server, shares) -> after.put(server, new TreeSet<>(shares)));
    new Placement<>(willing, others, holdings, total)
        .place()
        .forEach(
            (share, server) -> after.computeIfAbsent(server, none -> new TreeSet<>()).add(share));
    return Happiness.of(after) > Happiness.of(holdings);
  }
}
