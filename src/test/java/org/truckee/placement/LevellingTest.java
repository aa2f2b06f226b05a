package org.truckee.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevellingTest {
  /** Shares as {@code a:0,1 b:2}, and a server without any as {@code c:}. */
  private static Map<String, Set<Integer>> holdings(String text) {
    Map<String, Set<Integer>> holdings = new LinkedHashMap<>();
    for (String part : text.split(" ", -1)) {
      Set<Integer> shares = new TreeSet<>();
      for (String number : part.substring(2).split(",", -1))
        if (!number.isEmpty()) shares.add(Integer.valueOf(number));
      holdings.put(part.substring(0, 1), shares);
    }
    return holdings;
  }

  private static List<String> names(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // happiness grows
        "a:0,1,2,3           | a b     | a-0-b a-1-b",
        "a:0,1,2,3           | b c d   | a-0-b a-1-c a-2-d",
        "a:0,1 b:2,3         | c       | a-0-c",
        "a:0,1 b:2,3         | c d     | a-0-c b-2-d",
        "a:0,1 b:0,1 c:2,3   | d       | c-2-d",
        "a:0,1,2 b:3         | c       | a-0-c",
        // happiness stays, and one loss takes fewer shares
        "a:0,1,2,3 b:4 c:5   | b c     | a-0-b a-1-c",
        "a:0,1,2 b:3,4,5 c:6 | c       | a-0-c",
        // nothing becomes safer
        "a:0 b:1 c:2 d:3     | e f g   | -",
        "a:0,1 b:2,3         | a b     | -",
        "a:0,1 b:2           | b       | -",
        "a:0,1,2,3           | -       | -",
        "a:0                 | b c     | -",
        "a:                  | b       | -",
        // copies that are there already count where they are of use
        "a:0,1 b:0           | b       | -",
        "a:0,1 b:0 c:1       | a b c d | -",
        "a:0,1,2 b:0,1 c:1   | b c d   | -",
        "a:0,1,2 b:0,1,2     | a b c   | a-0-c",
        "a:0,1 b:1,2 c:2,3   | d       | c-2-d"
      })
  void aShareMoves_onlyIfThatMakesTheSpreadSafer(String before, String willing, String moves) {
    List<String> made =
        names(
            new Levelling<>(holdings(before), names(willing == null ? "" : willing), Map.of())
                .moves());
    assertThat(made).containsExactlyElementsOf(names(moves == null ? "" : moves));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "a:0,1 b:0         | a b   | a-0-b",
        "a:0,1 b:0         | a     | -",
        "a:0,1 b:0 c:1,2   | a b c | c-1-a a-0-b",
        "a:0,1,2 b:0,2 c:2 | b c   | a-0-b b-2-c a-2-c",
        // a server without any other share drops its copy by itself
        "a:0 b:0,1         | a b   | b-0-a",
        "a:0 b:0           | a b   | -",
        "a:0,1 b:2         | a b   | -"
      })
  void aCopyThatCountsForNothing_goes_whereAnotherShareCounts(
      String before, String willing, String moves) {
    List<String> unfinished =
        names(new Levelling<>(holdings(before), names(willing), Map.of()).unfinished());
    assertThat(unfinished)
        .containsExactlyInAnyOrderElementsOf(moves == null ? List.of() : names(moves));
  }

  private static List<String> names(List<ShareMove<String>> moves) {
    return moves.stream().map(move -> move.from() + "-" + move.share() + "-" + move.to()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "a:0 b:1, false, false",
    "a:0 b:0, true, false",
    "a:1 b:0, true, true",
    "b:0, true, true",
    "a:1, false, false"
  })
  void aMove_isMade_whenTheNewServerHasTheShare_andTheOldOneHasItNoMore(
      String after, boolean copied, boolean moved) {
    ShareMove<String> move = new ShareMove<>(0, "a", "b");
    assertThat(move.isMade(holdings(after), true)).isEqualTo(copied);
    assertThat(move.isMade(holdings(after), false)).isEqualTo(moved);
  }

  @Test
  void aServerThatCanNotBeGivenAShare_getsAnother_orNone() {
    Map<String, Set<Integer>> crowded = holdings("a:0,1,2");
    assertThat(new Levelling<>(crowded, List.of("b"), Map.of("b", Set.of(0))).moves())
        .containsExactly(new ShareMove<>(1, "a", "b"));
    assertThat(new Levelling<>(crowded, List.of("b", "c"), Map.of("b", Set.of(0, 1, 2))).moves())
        .containsExactly(new ShareMove<>(0, "a", "c"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anySpread_becomesAsSafeAsItCanBe_andThenNothingMoves(int seed) {
    Random random = new Random(seed);
    int servers = 1 + random.nextInt(12);
    int total = 1 + random.nextInt(40);
    Map<Integer, Set<Integer>> holdings = new LinkedHashMap<>();
    for (int server = 0; server < servers; server++) holdings.put(server, new TreeSet<>());
    for (int share = 0; share < total; share++)
      for (int copy = 0; copy <= random.nextInt(3); copy++)
        holdings.get(random.nextInt(servers)).add(share);
    List<Integer> all = IntStream.range(0, servers).boxed().toList();

    List<ShareMove<Integer>> moves = new Levelling<>(holdings, all, Map.of()).moves();
    moves.forEach(move -> assertThat(holdings.get(move.to()).add(move.share())).isTrue());

    Map<Integer, Long> load =
        Levelling.counted(holdings).values().stream()
            .collect(Collectors.groupingBy(server -> server, Collectors.counting()));
    assertThat(load).hasSize(Math.min(servers, total));
    assertThat(load.values()).allMatch(count -> count <= (total + servers - 1) / servers);
    assertThat(Happiness.of(holdings)).isEqualTo(Math.min(servers, total));
    assertThat(new Levelling<>(holdings, all, Map.of()).moves()).isEmpty();
    new Levelling<>(holdings, all, Map.of())
        .unfinished()
        .forEach(move -> holdings.get(move.from()).remove(move.share()));
    assertThat(Levelling.counted(holdings)).hasSize(total);
    assertThat(Happiness.of(holdings)).isEqualTo(Math.min(servers, total));
    assertThat(new Levelling<>(holdings, all, Map.of()).moves()).isEmpty();
  }

  @Test
  void theCountedPlaces_areOneForEachShare_amongItsHolders_andAsManyServersAsAreHappy() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Map<Integer, Set<Integer>> holdings = new LinkedHashMap<>();
      for (int server = 0; server < 6; server++)
        holdings.put(
            server,
            IntStream.range(0, 8)
                .filter(share -> random.nextInt(4) == 0)
                .boxed()
                .collect(Collectors.toSet()));
      Map<Integer, Integer> counted = Levelling.counted(holdings);
      Set<Integer> shares = new TreeSet<>();
      holdings.values().forEach(shares::addAll);

      assertThat(counted.keySet()).isEqualTo(shares);
      counted.forEach((share, server) -> assertThat(holdings.get(server)).contains(share));
      assertThat(new ArrayList<>(new TreeSet<>(counted.values()))).hasSize(Happiness.of(holdings));
    }
  }
}
