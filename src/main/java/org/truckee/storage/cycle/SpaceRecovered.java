package org.truckee.storage.cycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.storage.expire.ShareKind;

/**
 * The space of each {@link Outcome}, by kind and in all, under Tahoe's names: {@code
 * OUTCOME-MEASURE} or {@code OUTCOME-MEASURE-KIND}, such as {@code actual-sharebytes-mutable}.
 */
public record SpaceRecovered(SortedMap<String, Long> figures) {
  private static final List<String> MEASURES =
      List.of("buckets", "shares", "sharebytes", "diskbytes");
  private static final List<String> NAMES = names();

  /** Keeps the figures that have such a name; those that are missing are 0. */
  public SpaceRecovered {
    SortedMap<String, Long> all = new TreeMap<>();
    for (String name : NAMES) all.put(name, figures.getOrDefault(name, 0L));
    figures = Collections.unmodifiableSortedMap(all);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Outcome outcome : Outcome.values())
      for (String measure : MEASURES)
        for (String suffix : List.of("", "-mutable", "-immutable"))
          names.add(outcome + "-" + measure + suffix);
    return List.copyOf(names);
  }

  /** The space of {@code outcome}, of one kind or in all. */
  public Space of(Outcome outcome, Optional<ShareKind> kind) {
    return new Space(
        figure(outcome, "buckets", kind),
        figure(outcome, "shares", kind),
        figure(outcome, "sharebytes", kind),
        figure(outcome, "diskbytes", kind));
  }

  private long figure(Outcome outcome, String measure, Optional<ShareKind> kind) {
    return figures.get(name(outcome, measure, kind));
  }

  private static String name(Outcome outcome, String measure, Optional<ShareKind> kind) {
    return outcome + "-" + measure + kind.map(one -> "-" + one).orElse("");
  }

  /** Adds {@code space} to {@code figures}, in all and for {@code kind} if that is known. */
  static void add(
      SortedMap<String, Long> figures, Outcome outcome, Optional<ShareKind> kind, Space space) {
    add(figures, outcome, "", space);
    kind.ifPresent(one -> add(figures, outcome, "-" + one, space));
  }

  private static void add(
      SortedMap<String, Long> figures, Outcome outcome, String suffix, Space space) {
    figures.merge(outcome + "-buckets" + suffix, space.buckets(), Long::sum);
    figures.merge(outcome + "-shares" + suffix, space.shares(), Long::sum);
    figures.merge(outcome + "-sharebytes" + suffix, space.shareBytes(), Long::sum);
    figures.merge(outcome + "-diskbytes" + suffix, space.diskBytes(), Long::sum);
  }
}
