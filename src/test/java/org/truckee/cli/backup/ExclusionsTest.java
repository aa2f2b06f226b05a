package org.truckee.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionsTest {
  @ParameterizedTest
  @CsvSource({
    "*~, a~, true",
    "*~, a~b, false",
    "*.o, .o, true",
    "?.c, ab.c, false",
    "[abc].c, b.c, true",
    "[!abc].c, b.c, false",
    "[!abc].c, x.c, true",
    "[a-c]x, bx, true",
    "[]]x, ]x, true",
    "[x, [x, true",
    "a.b, axb, false",
    "{arch}, {arch}, true",
    "'  ', x, false",
  })
  void aPattern_coversNamesAsInAShell(String pattern, String name, boolean covered) {
    Exclusions exclusions = new Exclusions();
    exclusions.add(pattern);

    assertThat(exclusions.covers(name)).isEqualTo(covered);
  }

  @Test
  void whatVersionControlKeeps_isCovered() {
    Exclusions exclusions = new Exclusions();
    exclusions.addVersionControl();

    assertThat(exclusions.covers(".git")).isTrue();
    assertThat(exclusions.covers("=update")).isTrue();
    assertThat(exclusions.covers("git")).isFalse();
  }

  @Test
  void patterns_comeFromAFileToo(@TempDir Path directory) throws IOException {
    Exclusions exclusions = new Exclusions();
    exclusions.addLines(Files.writeString(directory.resolve("list"), "*.ü\n\n x \n"));

    assertThat(exclusions.covers("a.ü")).isTrue();
    assertThat(exclusions.covers("x")).isTrue();
    assertThat(exclusions.covers("")).isFalse();
  }
}
