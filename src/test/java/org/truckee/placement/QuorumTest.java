package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision whether a version holds, for servers that are called by numbers. */
class QuorumTest {
  @ParameterizedTest(name = "{0} servers, {1} shares, happy with {2}: {3} are enough")
  @CsvSource({
    "10,10,7,7",
    "10,10,3,6",
    "10,10,10,10",
    "13,10,1,6",
    "100,10,1,6",
    "3,10,2,2",
    "3,3,1,2",
    "2,2,1,2",
    "1,1,1,1",
    "1,10,1,1",
    "10,4,7,4",
    "4,4,3,3"
  })
  void aVersionNeedsAsManyServersAsANewFile_andMoreThanHalf(
      int servers, int total, int happy, int enough) {
    assertThat(quorum(servers, servers, total, happy).enough()).isEqualTo(enough);
  }

  @ParameterizedTest(name = "of {0} servers the first {1} are reached, {2} shares, happy with {3}")
  @CsvSource({
    "10,10,10,7,true",
    "10,7,10,7,true",
    "10,6,10,7,false",
    "10,6,10,3,true",
    "10,5,10,3,false",
    "3,2,10,2,true",
    "3,1,10,1,false",
    "3,2,3,2,true",
    "2,1,2,1,false",
    "1,1,1,1,true",
    "20,10,10,7,true",
    "20,9,10,7,true",
  })
  void aVersionHolds_ifThoseAreReached(
      int servers, int reached, int total, int happy, boolean holds) {
    Quorum<Integer> quorum = quorum(servers, reached, total, happy);

    assertThat(quorum.shortage(quorum.before(), Set.of()).isEmpty()).isEqualTo(holds);
  }

  @Test
  void ofTwoWritersWhoReachDifferentServers_atMostOneHolds_whateverTheSplit() {
    for (int servers : List.of(1, 2, 3, 4, 7, 10, 14, 20)) {
      for (int total : List.of(1, 2, 3, 10)) {
        for (int split = 0; split <= servers; split++) {
          boolean one = holdsOn(range(0, split), servers, total);
          boolean other = holdsOn(range(split, servers), servers, total);
          assertThat(one && other).as("%d servers, %d shares, %d", servers, total, split).isFalse();
        }
      }
    }
  }

  /**
   * Returns whether a writer that reaches {@code reached} succeeds, and can put a share on each of
   * them.
   */
  private static boolean holdsOn(Set<Integer> reached, int servers, int total) {
    Map<Integer, Set<Integer>> before = shares(range(0, servers), total);
    before.keySet().retainAll(reached);
    Quorum<Integer> quorum = new Quorum<>(range(0, servers), reached, before, total, 1);
    Map<Integer, Set<Integer>> placed = new LinkedHashMap<>();
    before.forEach((server, shares) -> placed.put(server, new TreeSet<>(shares)));
    int share = 0;
    for (int server : reached)
      placed.computeIfAbsent(server, none -> new TreeSet<>()).add(share++ % total);
    return quorum.doubt(Set.of()).isEmpty() && quorum.shortage(placed, Set.of()).isEmpty();
  }

  @Test
  void aWriterThatFindsMostSharesLost_goesOn_ifItReachesEverybody() {
    Map<Integer, Set<Integer>> before = Map.of(0, Set.of(0), 1, Set.of(1), 2, Set.of(2));
    Quorum<Integer> quorum = new Quorum<>(range(0, 10), range(0, 10), before, 10, 7);

    assertThat(quorum.doubt(Set.of())).isEmpty();
    assertThat(quorum.shortage(shares(range(0, 10), 10), Set.of())).isEmpty();
    assertThat(quorum.shortage(shares(range(0, 10), 10), range(4, 10)).orElseThrow())
        .contains("only 3 of its 10 shares can be replaced where they are");
  }

  @Test
  void aNewerVersionThatIsSeen_isRespectedIfItMayHold() {
    Map<Integer, Set<Integer>> before = shares(range(0, 5), 5);
    Quorum<Integer> quorum = new Quorum<>(range(0, 10), range(0, 8), before, 10, 7);

    assertThat(quorum.doubt(range(5, 8))).isEmpty();
    assertThat(quorum.doubt(range(4, 8))).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'copies of shares that were replaced elsewhere', '1,3 2,4', 5, 1",
    "'several shares on each', '0,1 2,3,4', 5, 0",
    "'of more shares than there are servers', '0,1,2 3,4,5,6', 10, 1"
  })
  void manySharesOfAnOlderVersion_onFewServers_areNoSignThatItIsTheNewest(
      String what, String shares, int total, int newer) {
    Map<Integer, Set<Integer>> before = new LinkedHashMap<>();
    for (String held : shares.split(" ", -1))
      before.put(
          before.size(),
          Stream.of(held.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet()));
    Set<Integer> showNewer = range(2, 2 + newer);
    Quorum<Integer> quorum = new Quorum<>(range(0, 5), range(0, 2 + newer), before, total, 3);

    assertThat(quorum.doubt(showNewer)).as(what).isPresent();
  }

  @Test
  void aServerThatHasSharesOfBothVersions_keepsNoneThatCountsAgainstTheOld() {
    Map<Integer, Set<Integer>> before = shares(range(0, 1), 10);
    Quorum<Integer> quorum = new Quorum<>(range(0, 1), range(0, 1), before, 10, 1);

    assertThat(quorum.doubt(Set.of(0))).isEmpty();
  }

  private static Quorum<Integer> quorum(int servers, int reached, int total, int happy) {
    Map<Integer, Set<Integer>> before = shares(range(0, servers), total);
    before.keySet().retainAll(range(0, reached));
    return new Quorum<>(range(0, servers), range(0, reached), before, total, happy);
  }

  /** {@code total} shares, dealt out to {@code servers}. */
  private static Map<Integer, Set<Integer>> shares(Set<Integer> servers, int total) {
    List<Integer> order = List.copyOf(new TreeSet<>(servers));
    Map<Integer, Set<Integer>> shares = new LinkedHashMap<>();
    for (int share = 0; share < total; share++)
      shares.computeIfAbsent(order.get(share % order.size()), none -> new TreeSet<>()).add(share);
    return shares;
  }

  private static Set<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
  }
}
