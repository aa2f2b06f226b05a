package org.truckee.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The rule by which shares of a file move to servers that joined or came back. A share moves only
 * if that makes the spread safer: from a server at which two shares more count than at the new one.
 * So either one more server counts, which is {@link Happiness}, or one server's loss takes fewer
 * shares away.
 *
 * @param holdings the good shares that each server has
 * @param willing the servers that take more of them, the preferred ones first
 * @param barred the shares that a server can't be given, though it takes others
 */
public record Levelling<S>(
    Map<S, Set<Integer>> holdings, List<S> willing, Map<S, Set<Integer>> barred) {
  /** Copies everything. */
  public Levelling {
    Map<S, Set<Integer>> all = new LinkedHashMap<>();
    holdings.forEach((server, shares) -> all.put(server, new TreeSet<>(shares)));
    willing.forEach(server -> all.computeIfAbsent(server, none -> new TreeSet<>()));
    holdings = all;
    willing = List.copyOf(willing);
    barred = Map.copyOf(barred);
  }

  /**
   * The server whose copy of each share counts; the others are of no use while that one is there.
   */
  public static <S> SortedMap<Integer, S> counted(Map<S, Set<Integer>> holdings) {
    return new CountedPlaces<>(new Levelling<>(holdings, List.of(), Map.of()).holdings).places();
  }

  /** The moves, as few as make the spread as safe as it can be; none if it is that already. */
  public List<ShareMove<S>> moves() {
    Map<S, Set<Integer>> now = new Levelling<>(holdings, willing, barred).holdings;
    List<ShareMove<S>> moves = new ArrayList<>();
    for (Optional<ShareMove<S>> next = next(now); next.isPresent(); next = next(now)) {
      now.get(next.get().to()).add(next.get().share());
      moves.add(next.get());
    }
    return moves;
  }

  /**
   * The moves that are to be finished by deleting a copy: it counts for nothing, at a server where
   * another share counts, and a willing one has the copy that counts. Most of them were cut off.
   */
  public List<ShareMove<S>> unfinished() {
    CountedPlaces<S> places = new CountedPlaces<>(holdings);
    List<ShareMove<S>> moves = new ArrayList<>();
    holdings.forEach(
        (server, shares) -> {
          if (places.load(server) > 0)
            shares.stream()
                .map(share -> new ShareMove<>(share, server, places.places().get(share)))
                .filter(move -> !move.to().equals(server) && willing.contains(move.to()))
                .forEach(moves::add);
        });
    return moves;
  }

  private Optional<ShareMove<S>> next(Map<S, Set<Integer>> now) {
    CountedPlaces<S> places = new CountedPlaces<>(now);
    List<S> crowded =
        now.keySet().stream().sorted(Comparator.comparing(places::load).reversed()).toList();
    List<S> roomy = willing.stream().sorted(Comparator.comparing(places::load)).toList();
    for (S from : crowded)
      for (S to : roomy) {
        if (places.load(from) - places.load(to) < 2) break;
        Optional<Integer> share =
            places.at(from).stream().filter(number -> mayGo(number, to, now)).findFirst();
        if (share.isPresent()) return Optional.of(new ShareMove<>(share.get(), from, to));
      }
    return Optional.empty();
  }

  private boolean mayGo(int share, S to, Map<S, Set<Integer>> now) {
    return !now.get(to).contains(share) && !barred.getOrDefault(to, Set.of()).contains(share);
  }
}
