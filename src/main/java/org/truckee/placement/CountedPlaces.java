package org.truckee.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one place of each share that counts, where several servers have copies: the most even choice
 * that there is. A server that keeps a share counts for one wherever that is possible, so that the
 * number of servers that count is the {@link Happiness} of the spread.
 */
final class CountedPlaces<S> {
  private final Map<S, Set<Integer>> holdings;
  private final Map<Integer, List<S>> holders = new TreeMap<>();
  private final SortedMap<Integer, S> places = new TreeMap<>();
  private final Map<S, Set<Integer>> counted = new LinkedHashMap<>();

  /** The places among {@code holdings}: the same ones whenever these are the same. */
  CountedPlaces(Map<S, Set<Integer>> holdings) {
    this.holdings = holdings;
    holdings.forEach(this::note);
    holders.forEach((share, servers) -> count(share, leastLoaded(servers)));
    while (evenOut()) {}
  }

  private void note(S server, Set<Integer> shares) {
    counted.put(server, new TreeSet<>());
    shares.forEach(share -> holders.computeIfAbsent(share, none -> new ArrayList<>()).add(server));
  }

  private S leastLoaded(List<S> servers) {
    return servers.stream().min(Comparator.comparing(this::load)).orElseThrow();
  }

  private void count(int share, S server) {
    places.put(share, server);
    counted.get(server).add(share);
  }

  /** The server of each share that counts. */
  SortedMap<Integer, S> places() {
    return places;
  }

  /** The shares that count at {@code server}. */
  Set<Integer> at(S server) {
    return counted.get(server);
  }

  /** The number of shares that count at {@code server}. */
  int load(S server) {
    return counted.get(server).size();
  }

  /** Makes the choice more even by one share, if that is possible. */
  private boolean evenOut() {
    for (S server : holdings.keySet()) if (load(server) > 1 && relieve(server)) return true;
    return false;
  }

  /**
   * Lets a share of {@code crowded} count elsewhere, and if need be one of those there elsewhere
   * again, until a server is found at which two shares less count.
   */
  private boolean relieve(S crowded) {
    Map<S, ShareMove<S>> reached = new HashMap<>();
    Queue<S> next = new ArrayDeque<>(List.of(crowded));
    while (!next.isEmpty()) {
      S from = next.remove();
      for (int share : counted.get(from))
        for (S to : holders.get(share)) {
          if (to.equals(crowded) || reached.containsKey(to)) continue;
          reached.put(to, new ShareMove<>(share, from, to));
          if (load(to) <= load(crowded) - 2) return follow(to, crowded, reached);
          next.add(to);
        }
    }
    return false;
  }

  private boolean follow(S last, S crowded, Map<S, ShareMove<S>> reached) {
    Optional<S> at = Optional.of(last);
    while (at.filter(server -> !server.equals(crowded)).isPresent()) {
      ShareMove<S> step = reached.get(at.get());
      counted.get(step.from()).remove(step.share());
      count(step.share(), step.to());
      at = Optional.of(step.from());
    }
    return true;
  }
}
