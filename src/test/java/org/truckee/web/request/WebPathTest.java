package org.truckee.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of requests: the root, the names below it, and whether a directory is meant. */
class WebPathTest {
  @ParameterizedTest
  @CsvSource({
    "/uri/CAP, CAP, '', false",
    "/uri/CAP/, CAP, '', true",
    "/uri/CAP/a, CAP, a, false",
    "/uri/CAP/a/, CAP, a, true",
    "/uri/CAP/a/b c, CAP, a|b c, false",
    "/uri/URI%3ACHK/a%2Fb, URI:CHK, a/b, false",
    "/uri/CAP/%2E%2E/x, CAP, ..|x, false",
    "/uri/CAP/a+b/%20, CAP, 'a+b| ', false",
    "/uri/CAP/%C3%A9, CAP, é, false"
  })
  void aPath_isARootAndNames(String path, String root, String names, boolean slash) {
    WebPath parsed = WebPath.of(path, "/uri/");
    List<String> expected = names.isEmpty() ? List.of() : List.of(names.split("\\|", -1));
    assertThat(parsed).isEqualTo(new WebPath(root, expected, slash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/uri/", "/uri/CAP//", "/uri/CAP//a", "/uri/CAP/a//b", "/uri//a"})
  void anEmptyName_isRefused(String path) {
    assertThatThrownBy(() -> WebPath.of(path, "/uri/")).hasMessageContaining("double slash");
  }

  @Test
  void theLastName_isTheChildOfTheWay() {
    WebPath path = WebPath.of("/uri/CAP/a/b/c", "/uri/");
    assertThat(path.way()).containsExactly("a", "b");
    assertThat(path.name()).isEqualTo("c");
  }

  @Test
  void itsText_tellsNoSecret() {
    assertThat(WebPath.of("/uri/CAP/name", "/uri/").toString())
        .doesNotContain("CAP")
        .doesNotContain("name/");
  }
}
