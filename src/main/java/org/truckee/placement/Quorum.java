package org.truckee.placement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that a new version of a file needs before its writer is told that it is kept: as many
 * servers of their own as a new file needs, more than half of the servers that shares can be on,
 * and more than half of the shares of the version before replaced where they lay. A writer that
 * lacks the last can do without it if it misses so few servers that nobody can have kept a version
 * on those alone. So of several writers who reach different servers at most one keeps its version,
 * as long as they know the same servers and no share lies on two of them.
 *
 * @param known all servers that there are
 * @param answered those of them that named their shares
 * @param before the shares of the version that is replaced, by the server that has them
 * @param total the shares that the file is made of
 * @param happy the servers of their own that a new file needs
 */
public record Quorum<S>(
    Set<S> known, Set<S> answered, Map<S, Set<Integer>> before, int total, int happy) {
  /** The quorum of a new file, which nobody else writes: servers for it to be safe. */
  public static <S> Quorum<S> ofNewFile(int total, int happy) {
    return new Quorum<>(Set.of(), Set.of(), Map.of(), total, happy);
  }

  /** Keeps its own sets. */
  public Quorum {
    known = Set.copyOf(known);
    answered = Set.copyOf(answered);
  }

  /** The servers of their own that a version needs. */
  public int enough() {
    return Math.max(Math.min(happy, total), majority());
  }

  /** The servers of their own that a version has which is placed as {@code placed} says. */
  public int taken(Map<S, Set<Integer>> placed) {
    return Happiness.of(placed);
  }

  /** Versions that so many servers have can't both be kept without a server that has both. */
  private int majority() {
    return Math.min(total, known.size()) / 2 + 1;
  }

  /**
   * The reason why a version may be kept that was not seen, or not enough to be read, when it can
   * be on the servers of {@code rival} that answered; empty if that can't be. Servers count here,
   * and not shares: the shares of a version that is left behind can be on a few servers, each with
   * several, or with copies of those that were replaced elsewhere.
   */
  public Optional<String> doubt(Collection<S> rival) {
    int others = others(rival).size();
    if (others < majority() || !isMinority(taken(before))) return Optional.empty();
    return Optional.of(
        "the shares of this version that are found are on %s, and %d servers do not answer or have shares of a newer one, which may be kept there"
            .formatted(before.size() == 1 ? "1 server" : before.size() + " servers", others));
  }

  /**
   * The servers that a rival can be kept on. One that has taken it has no share of the version
   * before any more; so most shares, on servers that have shares of both, are a sign that its
   * writer was cut off.
   */
  private Set<S> others(Collection<S> rival) {
    Set<S> others = unreached(rival);
    long found = before.values().stream().flatMap(Set::stream).distinct().count();
    if (!isMinority(found)) others.removeAll(before.keySet());
    return others;
  }

  /**
   * The reason why a version with the places in {@code placed} does not hold, when {@code failed}
   * servers did not take their shares; empty if it holds.
   */
  public Optional<String> shortage(Map<S, Set<Integer>> placed, Collection<S> failed) {
    int taken = taken(placed);
    if (taken < enough()) {
      String servers = taken == 1 ? "1 server takes" : taken + " servers take";
      return Optional.of(
          "only %s a share each, at least %d are needed".formatted(servers, enough()));
    }
    int missed = unreached(failed).size();
    if (!isMinority(replaced(placed)) || missed < majority()) return Optional.empty();
    return Optional.of(
        "only %d of its %d shares can be replaced where they are, at least %d are needed, since the %d servers that are not reached may keep another version"
            .formatted(replaced(placed), total, total / 2 + 1, missed));
  }

  private boolean isMinority(long shares) {
    return shares <= total / 2;
  }

  private Set<S> unreached(Collection<S> failed) {
    Set<S> unreached = new HashSet<>(known);
    unreached.removeAll(answered);
    for (S server : failed) if (known.contains(server)) unreached.add(server);
    return unreached;
  }

  private long replaced(Map<S, Set<Integer>> placed) {
    return before.entrySet().stream()
        .flatMap(
            held ->
                held.getValue().stream()
                    .filter(placed.getOrDefault(held.getKey(), Set.of())::contains))
        .distinct()
        .count();
  }
}
