package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomePathTest {
  @ParameterizedTest
  @CsvSource({
    "~, /home/a",
    "~/, /home/a",
    "~/x/y, /home/a/x/y",
    "~//x, /home/a/x",
    "x/~, x/~",
    "./~, ./~",
    "~b/x, ~b/x",
    "/~/x, /~/x"
  })
  void aTildeAtTheBeginning_isTheHomeDirectory(String text, Path meant) {
    assertThat(HomePath.of(text, Path.of("/home/a"))).isEqualTo(meant);
  }
}
