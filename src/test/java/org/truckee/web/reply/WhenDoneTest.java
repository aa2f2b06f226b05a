package org.truckee.web.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;

/** A form sends its user to a page of this gateway, or nowhere. */
class WhenDoneTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/uri/URI%3ALIT%3A/?t=info&x=a:b",
        ".",
        "../x/",
        "?sort=name",
        "/done?cap=%(uri)s",
        "/uri/%(uri)s",
      })
  void aPageOfTheGateway_isLetThrough(String target) {
    assertThat(new WhenDone(target).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "/..//evil.example",
        "/.//evil.example",
        "..//evil.example",
        "/x/..//evil.example",
        " //evil.example",
        "\t//evil.example",
        "/\t/evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example",
        "HTTPS:evil.example",
        "javascript:alert(1)",
        "%(uri)s:x",
        "data:,x",
        "/x\r\nSet-Cookie: a=b",
        "/a b",
        "/é",
        "\u2028//evil",
        " ",
      })
  void everythingElse_isRefused(String target) {
    assertThatThrownBy(() -> new WhenDone(target)).isInstanceOf(GridException.class);
  }
}
