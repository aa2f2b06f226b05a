package org.truckee.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The versions, seen or not, that can be kept in place of the one that is taken for the newest.
 * Versions of one number never replace each other: a writer that sees one gives its own a higher
 * number, and a server lets nobody replace what he has not seen. So a version can have been only
 * where it is still shown, or where a version of a higher number is shown.
 *
 * @param shown the versions of the shares that each server has
 * @param sequence the number of a version
 */
public record Rivals<S, V>(Map<S, ? extends Collection<V>> shown, ToLongFunction<V> sequence) {
  /**
   * The servers that each rival of {@code best} can be on, one set for each.
   *
   * @param kept whether {@code best} is known to have been kept, so that none of its number was
   */
  public List<Set<S>> of(V best, boolean kept) {
    long first = number(best) + (kept ? 1 : 0);
    List<Set<S>> rivals = new ArrayList<>();
    rivals.add(showing(version -> number(version) > first));
    shown.values().stream()
        .flatMap(Collection::stream)
        .distinct()
        .filter(rival -> number(rival) >= first && !rival.equals(best))
        .map(rival -> showing(any -> any.equals(rival) || number(any) > number(rival)))
        .forEach(rivals::add);
    return rivals;
  }

  private long number(V version) {
    return sequence.applyAsLong(version);
  }

  private Set<S> showing(Predicate<V> version) {
    Set<S> servers = new HashSet<>();
    shown.forEach((server, all) -> all.stream().filter(version).forEach(it -> servers.add(server)));
    return servers;
  }
}
