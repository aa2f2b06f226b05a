package org.truckee.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryListingTest {
  private static Entry file(String name, long size) {
    return entry(name, Entry.Kind.FILE, OptionalLong.of(size), Instant.ofEpochSecond(size));
  }

  private static Entry directory(String name) {
    return entry(name, Entry.Kind.DIRECTORY, OptionalLong.empty(), Instant.EPOCH);
  }

  private static Entry entry(String name, Entry.Kind kind, OptionalLong size, Instant changed) {
    return new Entry(name, kind, size, Optional.of(changed), true, "/", "/");
  }

  private static List<String> names(String sort) {
    List<Entry> all = List.of(file("b", 1), file("C", 3), directory("z"), file("a", 2));
    return DirectoryListing.of(all, sort, null).entries().stream().map(Entry::name).toList();
  }

  @Test
  void namesComeInTheOrderOfTheAlphabet_directoriesFirst() {
    assertThat(names(null)).containsExactly("z", "a", "b", "C");
    assertThat(names("-name")).containsExactly("C", "b", "a", "z");
  }

  @Test
  void everyColumnSorts_andNonsenseDoesNot() {
    assertThat(names("size")).containsExactly("z", "b", "a", "C");
    assertThat(names("-changed")).containsExactly("C", "a", "b", "z");
    assertThat(names("type")).containsExactly("z", "a", "b", "C");
    assertThat(names("<script>")).isEqualTo(names(null));
  }

  @Test
  void pagesCoverAllOnce_andOnesThatAreNotThereAreTheNearest() {
    List<Entry> all = IntStream.range(0, 450).mapToObj(i -> file("%03d".formatted(i), i)).toList();
    assertThat(DirectoryListing.of(all, null, "2").entries().get(0).name()).isEqualTo("200");
    assertThat(DirectoryListing.of(all, null, "3").place()).isEqualTo("401 to 450 of 450");
    assertThat(DirectoryListing.of(all, null, "99").place()).isEqualTo("401 to 450 of 450");
    assertThat(DirectoryListing.of(all, null, "-1").place()).isEqualTo("1 to 200 of 450");
    assertThat(DirectoryListing.of(all, "size", "1").turns())
        .containsExactly(
            new Crumb("Next", "?sort=size&page=2"), new Crumb("Last", "?sort=size&page=3"));
  }
}
