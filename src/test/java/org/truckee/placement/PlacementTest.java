package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The places of shares: a table of small grids, and laws of every grid. */
class PlacementTest {
  private static SortedMap<Integer, String> place(
      List<String> writable, List<String> readOnly, Map<String, Set<Integer>> existing, int total) {
    return new Placement<>(writable, readOnly, existing, total).place();
  }

  @Test
  void aNewFile_goesToTheServersInTheirOrder() {
    assertThat(place(List.of("a", "b", "c"), List.of(), Map.of(), 3))
        .isEqualTo(Map.of(0, "a", 1, "b", 2, "c"));
  }

  @Test
  void whereServersAreAway_theOthersGetTheirOwnSharesFirst() {
    List<String> known = List.of("away", "b", "gone", "d", "e");

    assertThat(
            new Placement<>(List.of("b", "d", "e"), List.of(), Map.of(), Map.of(), known, 4)
                .place())
        .isEqualTo(Map.of(0, "e", 1, "b", 2, "b", 3, "d"));
  }

  @Test
  void moreSharesThanServers_areSpreadEvenly() {
    assertThat(place(List.of("a", "b"), List.of(), Map.of(), 5).values())
        .containsExactlyInAnyOrder("a", "b", "a", "b", "a");
  }

  @Test
  void whatIsThereAlready_stays() {
    Map<String, Set<Integer>> existing = Map.of("c", Set.of(0), "a", Set.of(2));

    assertThat(place(List.of("a", "b", "c"), List.of(), existing, 3))
        .isEqualTo(Map.of(0, "c", 1, "b", 2, "a"));
  }

  @Test
  void aShareOnAServerThatTakesNoMore_leavesTheOthersFree() {
    Map<String, Set<Integer>> existing = Map.of("full", Set.of(0, 1), "a", Set.of(0));

    SortedMap<Integer, String> placed = place(List.of("a", "b"), List.of("full"), existing, 3);

    assertThat(new HashSet<>(placed.values())).containsExactlyInAnyOrder("full", "a", "b");
  }

  @Test
  void withoutAServerThatTakesShares_onlyThoseThatAreThereHaveAPlace() {
    assertThat(place(List.of(), List.of("full"), Map.of("full", Set.of(1)), 3))
        .isEqualTo(Map.of(1, "full"));
    assertThat(place(List.of(), List.of(), Map.of(), 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "257"})
  void aTotalThatNoFileHas_isRefused(int total) {
    assertThatThrownBy(() -> place(List.of(), List.of(), Map.of(), total))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("total: " + total);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void onEveryGrid_theSpreadIsAsHappyAsItCanBe(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) new Grid(random).check();
  }

  /** A random grid, of which some shares are somewhere already. */
  private static final class Grid {
    private final int total;
    private final List<Integer> writable;
    private final List<Integer> readOnly;
    private final List<Integer> known;
    private final Map<Integer, Set<Integer>> existing = new HashMap<>();

    Grid(Random random) {
      total = 1 + random.nextInt(10);
      int taking = random.nextInt(8);
      int others = random.nextInt(4);
      writable = IntStream.range(0, taking).boxed().toList();
      readOnly = IntStream.range(taking, taking + others).boxed().toList();
      known = new ArrayList<>(IntStream.range(0, taking + others + 3).boxed().toList());
      Collections.shuffle(known, random);
      for (int server = 0; server < taking + others; server++) {
        Set<Integer> shares = new HashSet<>();
        for (int share = 0; share < total; share++) if (random.nextInt(6) == 0) shares.add(share);
        if (!shares.isEmpty()) existing.put(server, shares);
      }
    }

    void check() {
      SortedMap<Integer, Integer> placed =
          new Placement<>(writable, readOnly, existing, Map.of(), known, total).place();
      assertThat(placed.keySet()).isEqualTo(reachable());
      placed.forEach(this::mayBeThere);
      assertThat(new HashSet<>(placed.values())).hasSize(happiest());
      assertThat(spread(newShares(placed).values())).isLessThanOrEqualTo(1 + fairShare());
    }

    private Set<Integer> reachable() {
      if (!writable.isEmpty()) return new HashSet<>(IntStream.range(0, total).boxed().toList());
      Set<Integer> there = new HashSet<>();
      existing.values().forEach(there::addAll);
      return there;
    }

    private void mayBeThere(int share, int server) {
      assertThat(writable.contains(server) || had(server, share)).isTrue();
    }

    private boolean had(int server, int share) {
      return existing.getOrDefault(server, Set.of()).contains(share);
    }

    /** The happiness if all servers that take shares had all of them. */
    private int happiest() {
      Map<Integer, Set<Integer>> possible = new HashMap<>(existing);
      Set<Integer> all = new HashSet<>(IntStream.range(0, total).boxed().toList());
      writable.forEach(server -> possible.put(server, all));
      return Happiness.of(possible);
    }

    private Map<Integer, Integer> newShares(SortedMap<Integer, Integer> placed) {
      Map<Integer, Integer> added = new HashMap<>();
      placed.forEach((share, server) -> added.put(share, server));
      added.entrySet().removeIf(entry -> had(entry.getValue(), entry.getKey()));
      return added;
    }

    /** The most shares that one of {@code servers} gets. */
    private static int spread(Collection<Integer> servers) {
      return servers.stream().mapToInt(one -> Collections.frequency(servers, one)).max().orElse(0);
    }

    /** The most shares that a server gets if all take as many. */
    private int fairShare() {
      return writable.isEmpty() ? 0 : (total + writable.size() - 1) / writable.size();
    }
  }
}
