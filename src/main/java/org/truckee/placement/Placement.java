package org.truckee.placement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A choice of servers for shares. Shares that are somewhere already stay where they are and count;
 * of those, first the ones on servers that take no more, so that the others are free for new
 * shares. The remaining shares go to the servers that accept shares: first one each, each server's
 * own before others, in their order, and then evenly.
 *
 * @param writable the servers that accept shares, the preferred ones first
 * @param readOnly servers that keep the shares they have and accept no more
 * @param existing the shares that each server, of either kind, has already
 * @param barred the shares that a server can't be given, though it accepts others
 * @param known all servers in their order, also those that are away: a share whose number is the
 *     place of a server among them is that server's own. Readers look for it there first.
 * @param total the number of shares; they are numbered from 0
 */
public record Placement<S>(
    List<S> writable,
    List<S> readOnly,
    Map<S, Set<Integer>> existing,
    Map<S, Set<Integer>> barred,
    List<S> known,
    int total) {
  /** Shares that every server that accepts any can be given, of which all are there. */
  public Placement(List<S> writable, List<S> readOnly, Map<S, Set<Integer>> existing, int total) {
    this(writable, readOnly, existing, Map.of(), writable, total);
  }

  /** Copies everything. */
  public Placement {
    writable = List.copyOf(writable);
    readOnly = List.copyOf(readOnly);
    existing = Map.copyOf(existing);
    barred = Map.copyOf(barred);
    known = List.copyOf(known);
    if (total < 1 || total > 256) throw new IllegalArgumentException("total: " + total);
  }

  /**
   * The server for each share. A share is missing only if no server accepts it and none has it. It
   * is new to its server exactly if {@code existing} does not have it there.
   */
  public SortedMap<Integer, S> place() {
    Map<Integer, S> matched =
        Happiness.extend(Happiness.match(holdings(readOnly)), holdings(writable));
    Map<S, Integer> load = new LinkedHashMap<>();
    for (S server : writable) load.put(server, 0);
    matched.values().forEach(server -> load.computeIfPresent(server, (s, count) -> count + 1));

    SortedMap<Integer, S> placed = new TreeMap<>(matched);
    giveToFreeServers(placed, load);
    keepWhereTheyAre(placed, load);
    spreadTheRest(placed, load);
    return placed;
  }

  private Map<S, Set<Integer>> holdings(List<S> servers) {
    Map<S, Set<Integer>> holdings = new LinkedHashMap<>();
    for (S server : servers) {
      Set<Integer> shares = new TreeSet<>(existing.getOrDefault(server, Set.of()));
      shares.removeIf(share -> share >= total);
      holdings.put(server, shares);
    }
    return holdings;
  }

  /**
   * One share each for the servers that hold none: first shares that are nowhere, their own before
   * others if none of them is barred from any, then copies of those that have a place.
   */
  private void giveToFreeServers(SortedMap<Integer, S> placed, Map<S, Integer> load) {
    Set<S> free = new LinkedHashSet<>(writable);
    free.removeIf(server -> load.get(server) > 0);
    Set<Integer> somewhere = new HashSet<>();
    existing.values().forEach(somewhere::addAll);
    if (free.stream().noneMatch(barred::containsKey)) giveOwn(free, somewhere, placed, load);
    for (boolean nowhere : new boolean[] {true, false}) {
      for (int share = 0; share < total && !free.isEmpty(); share++) {
        if (placed.containsKey(share) || somewhere.contains(share) == nowhere) continue;
        Optional<S> next = free.stream().filter(accepting(share)).findFirst();
        if (next.isEmpty()) continue;
        free.remove(next.get());
        place(share, next.get(), placed, load);
      }
    }
  }

  private void giveOwn(
      Set<S> free, Set<Integer> somewhere, SortedMap<Integer, S> placed, Map<S, Integer> load) {
    for (int share = 0; share < Math.min(total, known.size()); share++) {
      S own = known.get(share);
      boolean nowhere = !placed.containsKey(share) && !somewhere.contains(share);
      if (nowhere && free.remove(own)) place(share, own, placed, load);
    }
  }

  private Predicate<S> accepting(int share) {
    return server -> !barred.getOrDefault(server, Set.of()).contains(share);
  }

  /** A share that has no place yet and is on some server stays there. */
  private void keepWhereTheyAre(SortedMap<Integer, S> placed, Map<S, Integer> load) {
    Map<Integer, S> holders = new HashMap<>();
    for (S server : writable)
      holdings(List.of(server)).get(server).forEach(share -> holders.putIfAbsent(share, server));
    for (S server : readOnly)
      holdings(List.of(server)).get(server).forEach(share -> holders.putIfAbsent(share, server));
    holders.forEach(
        (share, server) -> placed.computeIfAbsent(share, missing -> loaded(server, load)));
  }

  private void spreadTheRest(SortedMap<Integer, S> placed, Map<S, Integer> load) {
    for (int share = 0; share < total; share++) {
      if (placed.containsKey(share)) continue;
      Optional<S> least =
          writable.stream().filter(accepting(share)).min(Comparator.comparing(load::get));
      if (least.isPresent()) place(share, least.get(), placed, load);
    }
  }

  private static <S> void place(int share, S server, Map<Integer, S> placed, Map<S, Integer> load) {
    placed.put(share, loaded(server, load));
  }

  private static <S> S loaded(S server, Map<S, Integer> load) {
    load.computeIfPresent(server, (s, count) -> count + 1);
    return server;
  }
}
