package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Histories of one file on servers that come and go: a gateway reaches some of them each time, some
 * fail under its hands, and sometimes it dies, but it knows the numbers that it gave away. A change
 * that was acknowledged is in every later version that a reader or a writer takes for the newest.
 */
class QuorumHistoryTest {
  private static final int HISTORIES = 200;
  private static final int STEPS = 14;

  /** A version, and all the changes that are in it. */
  private record Version(long sequence, int hash, Set<Integer> changes) {}

  private final Map<Integer, Map<Integer, Version>> servers = new TreeMap<>();
  private final Set<Integer> acknowledged = new HashSet<>();

  /** The highest number that was given away. */
  private long tried;

  private int count;
  private int needed;
  private int total;
  private int happy;
  private Random random;

  @ParameterizedTest(name = "{0} servers, {1} of {2}, happy with {3}")
  @CsvSource({
    "1,3,10,1",
    "2,2,3,1",
    "3,2,3,1",
    "3,3,10,2",
    "4,2,4,3",
    "5,2,5,3",
    "5,3,10,1",
    "7,3,10,3",
    "10,3,10,3",
    "10,3,10,7",
    "12,3,10,7"
  })
  void whatWasAcknowledged_isInEveryVersionThatCountsAsTheNewest(
      int givenCount, int givenNeeded, int givenTotal, int givenHappy) {
    count = givenCount;
    needed = givenNeeded;
    total = givenTotal;
    happy = givenHappy;
    int kept = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      random = new Random(seed);
      begin();
      for (int step = 1; step < STEPS; step++) {
        certain(some(servers.keySet()), seed, step);
        write(seed, step);
      }
      kept += acknowledged.size();
    }
    assertThat(kept).as("changes that were acknowledged").isGreaterThan(HISTORIES);
  }

  private void begin() {
    servers.clear();
    acknowledged.clear();
    tried = 1;
    for (int server = 0; server < count; server++) servers.put(server, new TreeMap<>());
    Version first = new Version(1, 0, Set.of());
    new Placement<>(List.copyOf(servers.keySet()), List.of(), Map.of(), total)
        .place()
        .forEach((share, server) -> servers.get(server).put(share, first));
  }

  /** The servers that answer this time. */
  private Set<Integer> some(Set<Integer> all) {
    double share = random.nextDouble();
    return all.stream()
        .filter(server -> random.nextDouble() < 0.3 + 0.7 * share)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Version> best(Set<Integer> reached) {
    Map<Version, Set<Integer>> found = new HashMap<>();
    for (int server : reached)
      servers
          .get(server)
          .forEach((share, it) -> found.computeIfAbsent(it, any -> new HashSet<>()).add(share));
    return found.keySet().stream()
        .filter(version -> found.get(version).size() >= needed)
        .max(
            Comparator.comparing(Version::sequence)
                .thenComparing(version -> Happiness.of(holders(reached, version)))
                .thenComparing(Version::hash));
  }

  private Quorum<Integer> quorum(Set<Integer> reached, Version best) {
    return new Quorum<>(servers.keySet(), reached, holders(reached, best), total, happy);
  }

  private Map<Integer, Set<Integer>> holders(Set<Integer> reached, Version best) {
    Map<Integer, Set<Integer>> holders = new TreeMap<>();
    for (int server : reached)
      servers
          .get(server)
          .forEach(
              (share, version) -> {
                if (version.equals(best))
                  holders.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
              });
    return holders;
  }

  private Set<Integer> beyond(Set<Integer> reached, Version best) {
    return reached.stream()
        .filter(
            server ->
                servers.get(server).values().stream()
                    .anyMatch(
                        version -> !version.equals(best) && version.sequence() >= best.sequence()))
        .collect(Collectors.toSet());
  }

  /** The version that counts as the newest for somebody who reaches these servers. */
  private Optional<Version> certain(Set<Integer> reached, int seed, int step) {
    Optional<Version> best =
        best(reached).filter(it -> quorum(reached, it).doubt(beyond(reached, it)).isEmpty());
    best.ifPresent(
        version ->
            assertThat(version.changes())
                .as("history %d, step %d, %s", seed, step, servers)
                .containsAll(acknowledged));
    return best;
  }

  private void write(int seed, int change) {
    Set<Integer> reached = some(servers.keySet());
    Optional<Version> base = certain(reached, seed, change);
    if (base.isEmpty()) return;
    Quorum<Integer> quorum = quorum(reached, base.get());
    Map<Integer, Set<Integer>> goals = goals(reached);
    if (quorum.shortage(goals, Set.of()).isPresent()) return;
    Version next = next(base.get(), reached, change);
    Map<Integer, Set<Integer>> placed = new TreeMap<>();
    Set<Integer> failed = new HashSet<>();
    boolean dies = random.nextInt(3) == 0;
    List<Integer> order = new ArrayList<>(goals.keySet());
    for (int server : order) {
      if (dies && random.nextInt(order.size()) == 0) return;
      boolean fails = random.nextInt(6) == 0;
      if (!fails || random.nextBoolean()) put(server, goals.get(server), next);
      if (fails) failed.add(server);
      else placed.put(server, goals.get(server));
    }
    if (quorum.shortage(placed, failed).isEmpty()) acknowledged.add(change);
  }

  private Version next(Version base, Set<Integer> reached, int change) {
    long highest =
        reached.stream()
            .flatMap(server -> servers.get(server).values().stream())
            .mapToLong(Version::sequence)
            .max()
            .orElse(0);
    Set<Integer> changes = new TreeSet<>(base.changes());
    changes.add(change);
    tried = Math.max(tried, highest) + 1;
    return new Version(tried, random.nextInt(), changes);
  }

  private void put(int server, Set<Integer> shares, Version version) {
    shares.forEach(share -> servers.get(server).put(share, version));
  }

  /** All shares that are anywhere, and the missing ones where there is place. */
  private Map<Integer, Set<Integer>> goals(Set<Integer> reached) {
    Map<Integer, Set<Integer>> goals = new TreeMap<>();
    for (int server : reached)
      if (!servers.get(server).isEmpty())
        goals.put(server, new TreeSet<>(servers.get(server).keySet()));
    new Placement<>(List.copyOf(reached), List.of(), Map.copyOf(goals), total)
        .place()
        .forEach(
            (share, server) -> goals.computeIfAbsent(server, none -> new TreeSet<>()).add(share));
    return goals;
  }
}
