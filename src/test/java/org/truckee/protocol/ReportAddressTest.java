package org.truckee.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportAddressTest {
  @ParameterizedTest
  @CsvSource({
    "abuse@example.org,              mailto:abuse@example.org",
    "abuse@localhost,                mailto:abuse@localhost",
    "a.b+c@mail.example.org,         mailto:a.b+c@mail.example.org",
    "what?is&this#100%@example.org,  mailto:what%3Fis%26this%23100%25@example.org",
    "https://example.org/abuse?a=b,  https://example.org/abuse?a=b",
    "http://example.org:8080,        http://example.org:8080",
  })
  void anAddress_isALink(String text, String href) {
    assertThat(ReportAddress.parse(text)).contains(new ReportAddress(text, href));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abuse",
        "@example.org",
        "a@b@c",
        "a b@example.org",
        "a@example.org, b@example.org",
        "javascript:alert(1)",
        "data:text/html,x@y",
        "mailto:abuse@example.org",
        "ftp://example.org/",
        "https:///abuse",
        "https://user:password@example.org/",
        "https://example.org/a b",
        "a@example.org\nBcc: b@example.org"
      })
  void anythingElse_isNone(String text) {
    assertThat(ReportAddress.parse(text)).isEmpty();
  }

  @Test
  void aLongText_isNone() {
    assertThat(ReportAddress.parse("a".repeat(200) + "@example.org")).isEmpty();
  }
}
