package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of happiness: the examples of Tahoe's specification, and the definition itself. */
class HappinessTest {
  static Stream<Arguments> spreads() {
    return Stream.of(
        Arguments.of("nobody has anything", Map.of(), 0),
        Arguments.of("one server with all", Map.of("a", Set.of(0, 1, 2)), 1),
        Arguments.of("one share everywhere", Map.of("a", Set.of(0), "b", Set.of(0)), 1),
        Arguments.of("a share each", Map.of("a", Set.of(0), "b", Set.of(1), "c", Set.of(2)), 3),
        Arguments.of("an empty server", Map.of("a", Set.of(0), "b", Set.of()), 1),
        Arguments.of(
            "the greedy choice is wrong",
            Map.of("a", Set.of(0, 1), "b", Set.of(0), "c", Set.of(1)),
            2),
        Arguments.of(
            "a chain that has to move",
            Map.of("a", Set.of(0, 1), "b", Set.of(1, 2), "c", Set.of(2, 3), "d", Set.of(0)),
            4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spreads")
  void theHappiness_isTheLargestMatching(
      String name, Map<String, Set<Integer>> spread, int happiness) {
    assertThat(Happiness.of(spread)).isEqualTo(happiness);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofAnySpread_itIsWhatTryingEverythingFinds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Map<Integer, Set<Integer>> spread = spread(random);
      Map<Integer, Integer> matching = Happiness.match(spread);

      assertThat(Happiness.of(spread)).isEqualTo(best(new ArrayList<>(spread.values()), 0, 0));
      assertThat(new HashSet<>(matching.values())).hasSize(matching.size());
      matching.forEach((share, server) -> assertThat(spread.get(server)).contains(share));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMatchingThatIsExtended_servesAllThatItServed(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Map<Integer, Set<Integer>> some = spread(random);
      Map<Integer, Set<Integer>> all = new HashMap<>(some);
      spread(random).forEach((server, shares) -> all.merge(server, shares, HappinessTest::union));
      Map<Integer, Integer> before = Happiness.match(some);
      Map<Integer, Integer> after = Happiness.extend(before, all);

      assertThat(after.keySet()).containsAll(before.keySet());
      assertThat(after.values()).containsAll(before.values());
      assertThat(after).hasSize(Happiness.of(all));
    }
  }

  private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
    Set<Integer> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Map<Integer, Set<Integer>> spread(Random random) {
    Map<Integer, Set<Integer>> spread = new HashMap<>();
    int servers = random.nextInt(7);
    for (int server = 0; server < servers; server++) {
      Set<Integer> shares = new HashSet<>();
      for (int share = 0; share < 6; share++) if (random.nextInt(3) == 0) shares.add(share);
      spread.put(server, shares);
    }
    return spread;
  }

  /** The most servers from number {@code at} on that can have a share of their own. */
  private static int best(List<Set<Integer>> servers, int at, int taken) {
    if (at == servers.size()) return 0;
    int best = best(servers, at + 1, taken);
    for (int share : servers.get(at))
      if ((taken & 1 << share) == 0)
        best = Math.max(best, 1 + best(servers, at + 1, taken | 1 << share));
    return best;
  }
}
