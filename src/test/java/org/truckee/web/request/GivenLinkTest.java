package org.truckee.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenLinkTest {
  @ParameterizedTest
  @CsvSource({
    "URI:LIT:abc, /uri/URI%3ALIT%3Aabc, URI:LIT:abc",
    "' URI:LIT:abc ', /uri/URI%3ALIT%3Aabc, URI:LIT:abc",
    "http://127.0.0.1:3456/uri/URI%3ALIT%3Aabc, /uri/URI%3ALIT%3Aabc, URI:LIT:abc",
    "http://localhost/uri/URI:DIR2:a:b/Photos/a%20b.jpg?t=info#x, /uri/URI:DIR2:a:b/Photos/a%20b.jpg, URI:DIR2:a:b",
    "HTTPS://files.example/file/URI%3ACHK%3Aa/@@named=/x.txt, /file/URI%3ACHK%3Aa/@@named=/x.txt, URI:CHK:a",
    "http://localhost:1/vdrive/global/a, /vdrive/global/a, http://localhost:1/vdrive/global/a"
  })
  void capabilitiesAndLinksToThem_leadToOurOwnPages(String given, String path, String capability) {
    assertThat(GivenLink.of(given).path()).isEqualTo(path);
    assertThat(GivenLink.of(given).capability()).isEqualTo(capability);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example//other.example/",
        "http://evil.example/uri//other.example/",
        "http://evil.example/uri",
        "//evil.example/uri/a",
        "javascript:alert(1)",
        "http://[/uri/a",
        "/uri/a"
      })
  void whatIsNoLinkOfAGateway_isTakenForACapability(String given) {
    assertThat(GivenLink.of(given).path()).startsWith("/uri/").doesNotContain("//");
    assertThat(GivenLink.of(given).capability()).isEqualTo(given);
  }

  @Test
  void whereItLeads_isNeverAnotherSite() {
    assertThat(GivenLink.of("http://evil.example/uri/\\evil.example/").path())
        .isEqualTo("/uri/http%3A%2F%2Fevil.example%2Furi%2F%5Cevil.example%2F");
  }
}
