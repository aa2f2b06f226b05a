package org.truckee.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of this machine on the grid: the same in form NFC, and never two as one. */
class GridNamesTest {
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = Normalizer.normalize(COMPOSED, Normalizer.Form.NFD);

  private final Map<Path, String> leftOut = new LinkedHashMap<>();

  private List<String> names(String... names) {
    List<Path> paths = List.of(names).stream().map(name -> Path.of("dir", name)).toList();
    return List.copyOf(GridNames.of(paths, leftOut::put).keySet());
  }

  @Test
  void names_areWhatTheyAre() {
    assertThat(names("b", " a ", "A", "a", "x;y", "..."))
        .containsExactly(" a ", "...", "A", "a", "b", "x;y");
    assertThat(leftOut).isEmpty();
  }

  @Test
  void aNameInAnotherForm_isComposed() {
    assertThat(names(DECOMPOSED)).containsExactly(COMPOSED);
    assertThat(leftOut).isEmpty();
  }

  @Test
  void ofTwoNamesThatBecomeOne_theExactOneIsKept_andTheOtherTold() {
    assertThat(names(DECOMPOSED, COMPOSED)).containsExactly(COMPOSED);
    assertThat(leftOut).containsOnlyKeys(Path.of("dir", DECOMPOSED));
    assertThat(leftOut.values())
        .allMatch(why -> why.contains("the same as that of another one") && why.contains(COMPOSED));
  }
}
