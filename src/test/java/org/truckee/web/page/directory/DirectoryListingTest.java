package org.truckee.web.page.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.web.page.Crumb;

class DirectoryListingTest {
  private static Entry file(String name, long size) {
    return entry(name, Entry.Kind.FILE, OptionalLong.of(size), Instant.ofEpochSecond(size));
  }

  private static Entry directory(String name) {
    return entry(name, Entry.Kind.DIRECTORY, OptionalLong.empty(), Instant.EPOCH);
  }

  private static Entry entry(String name, Entry.Kind kind, OptionalLong size, Instant changed) {
    return new Entry(name, kind, size, Optional.of(changed), true);
  }

  private static DirectoryListing listing(List<Entry> all, Map<String, String> asked) {
    DirectoryListing listing = DirectoryListing.of(asked::get);
    all.forEach(listing::add);
    return listing;
  }

  private static List<String> names(DirectoryListing listing) {
    return listing.entries().stream().map(Entry::name).toList();
  }

  private static List<String> names(String sort) {
    List<Entry> all = List.of(file("b", 1), file("C", 3), directory("z"), file("a", 2));
    return names(listing(all, Map.of("sort", sort)));
  }

  @Test
  void namesComeInTheOrderOfTheAlphabet_directoriesFirst() {
    assertThat(names("name")).containsExactly("z", "a", "b", "C");
    assertThat(names("-name")).containsExactly("C", "b", "a", "z");
  }

  @Test
  void everyColumnSorts_andNonsenseDoesNot() {
    assertThat(names("size")).containsExactly("z", "b", "a", "C");
    assertThat(names("-changed")).containsExactly("C", "a", "b", "z");
    assertThat(names("type")).containsExactly("z", "a", "b", "C");
    assertThat(names("<script>")).isEqualTo(names("name"));
  }

  private static List<Entry> many(int count) {
    List<Entry> all = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> all.add(file("picture " + i, i / 7)));
    Collections.shuffle(all, new Random(1));
    return all;
  }

  /** The parameters of the link called {@code turn}; empty if there is none. */
  private static Optional<Map<String, String>> follow(DirectoryListing listing, String turn) {
    return listing.turns().stream()
        .filter(crumb -> crumb.name().equals(turn))
        .findFirst()
        .map(crumb -> query(crumb.href()));
  }

  private static Map<String, String> query(String href) {
    Map<String, String> query = new HashMap<>();
    for (String pair : href.substring(1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static List<String> walk(List<Entry> all, DirectoryListing first, String turn) {
    List<String> seen = new ArrayList<>(names(first));
    Optional<Map<String, String>> asked = follow(first, turn);
    while (asked.isPresent()) {
      DirectoryListing next = listing(all, asked.get());
      assertThat(next.entries()).hasSizeLessThanOrEqualTo(DirectoryListing.PAGE);
      seen.addAll(turn.equals("Next") ? seen.size() : 0, names(next));
      asked = follow(next, turn);
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "-name", "size", "-size", "-changed", "type"})
  void turningPages_forwardsAndBackwards_showsEveryChildOnce(String sort) {
    List<Entry> all = many(1050);
    DirectoryListing first = listing(all, Map.of("sort", sort));
    List<String> forwards = walk(all, first, "Next");
    assertThat(forwards).hasSize(1050).doesNotHaveDuplicates();

    DirectoryListing last = listing(all, follow(first, "Last").orElseThrow());
    assertThat(walk(all, last, "Previous")).isEqualTo(forwards);
  }

  @Test
  void aPage_saysWhereItIs() {
    List<Entry> all = many(450);
    DirectoryListing first = listing(all, Map.of());
    assertThat(first.place()).isEqualTo("1 to 200 of 450 entries");
    assertThat(names(first)).startsWith("picture 0", "picture 1", "picture 2");
    DirectoryListing second = listing(all, follow(first, "Next").orElseThrow());
    assertThat(second.place()).isEqualTo("201 to 400 of 450 entries");
    assertThat(second.turns())
        .extracting(Crumb::name)
        .containsExactly("First", "Previous", "Next", "Last");
    DirectoryListing last = listing(all, follow(second, "Last").orElseThrow());
    assertThat(last.place()).isEqualTo("251 to 450 of 450 entries");
    assertThat(last.turns()).extracting(Crumb::name).containsExactly("First", "Previous");
    assertThat(listing(many(3), Map.of()).place()).isEqualTo("3 entries");
  }

  @Test
  void aChildThatIsGone_isAPlaceStill() {
    List<Entry> all = many(450);
    Map<String, String> next = follow(listing(all, Map.of()), "Next").orElseThrow();
    all.removeIf(entry -> entry.name().equals("picture 199"));
    assertThat(names(listing(all, next))).startsWith("picture 200").hasSize(200);
    all.clear();
    assertThat(listing(all, next).turns()).isEmpty();
  }

  @Test
  void whoLooksForAName_seesThoseThatHaveIt_pageByPage() {
    DirectoryListing found = listing(many(1050), Map.of("find", "E"));
    assertThat(found.find()).isEqualTo("E");
    assertThat(found.place()).isEqualTo("1 to 200 of 1050 matching names");
    found = listing(many(1050), Map.of("find", "1"));
    assertThat(found.place()).isEqualTo("1 to 200 of 321 matching names");
    assertThat(query(found.turns().get(0).href())).containsEntry("find", "1");
    assertThat(listing(many(1050), Map.of("find", "picture 1049")).place())
        .isEqualTo("1 matching name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "99999999999999999999:a", "-:", "\n"})
  void nonsense_isTakenAsTheBeginning(String after) {
    assertThat(names(listing(many(3), Map.of("after", after))))
        .containsExactly("picture 0", "picture 1", "picture 2");
  }
}
