package org.truckee.protocol.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

class NurlTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "store.example, store.example, store.example",
    "::1, [::1], ::1",
    "[::1], [::1], ::1",
    "2001:db8::7, [2001:db8::7], 2001:db8::7"
  })
  void anIpv6Address_standsInBracketsInTheTextAndWithoutThemForSockets(
      String host, String inText, String forSocket) {
    Nurl nurl = new Nurl(Bytes.wrap(new byte[32]), host, 4930, new Secret(Bytes.utf8("swissnum")));

    assertThat(nurl.toUri()).contains("@" + inText + ":4930/");
    assertThat(nurl).hasToString(inText + ":4930");
    assertThat(nurl.socketHost()).isEqualTo(forSocket);
    assertThat(Nurl.parse(nurl.toUri())).isEqualTo(nurl);
  }
}
