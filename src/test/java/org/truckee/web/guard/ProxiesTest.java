package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.protocol.AddressPrefix;

/** The client of a request, by the words of proxies and liars. */
class ProxiesTest {
  private static final Proxies PROXIES = proxies("127.0.0.1", "10.0.0.0/8", "2001:db8::/32");

  private static Proxies proxies(String... texts) {
    return new Proxies(
        Arrays.stream(texts).map(text -> AddressPrefix.parse(text).orElseThrow()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "127.0.0.1        | 203.0.113.9                       | 203.0.113.9",
        "127.0.0.1        | 198.51.100.1, 203.0.113.9         | 203.0.113.9",
        "127.0.0.1        | 127.0.0.1, 203.0.113.9            | 203.0.113.9",
        "127.0.0.1        | 203.0.113.9, 10.1.2.3             | 203.0.113.9",
        "127.0.0.1        | 1.1.1.1, 203.0.113.9,10.1.2.3,    | 203.0.113.9",
        "127.0.0.1        | 10.1.2.3, 10.1.2.4                | 10.1.2.3",
        "127.0.0.1        | 203.0.113.9:4711                  | 203.0.113.9",
        "127.0.0.1        | 2a00::1                           | 2a00::1",
        "127.0.0.1        | [2a00::1]                         | 2a00::1",
        "127.0.0.1        | [2a00::1]:443                     | 2a00::1",
        "127.0.0.1        | 2a00::1, 2001:db8::5              | 2a00::1",
        "127.0.0.1        | ::ffff:203.0.113.9                | ::ffff:203.0.113.9",
        "::ffff:127.0.0.1 | 203.0.113.9                       | 203.0.113.9",
        "2001:db8:1::1    | 203.0.113.9                       | 203.0.113.9",
        "127.0.0.1        | unknown                           | 127.0.0.1",
        "127.0.0.1        | 203.0.113.9, garbage              | 127.0.0.1",
        "127.0.0.1        | 203.0.113.9, x, 10.1.2.3          | 10.1.2.3",
        "127.0.0.1        | 203.0.113.9:x                     | 127.0.0.1",
        "127.0.0.1        | [203.0.113.9                      | 127.0.0.1",
        "127.0.0.1        | 203.0.113.999                     | 127.0.0.1",
        "127.0.0.1        | ''                                | 127.0.0.1",
        "127.0.0.1        | ' , ,'                            | 127.0.0.1",
        "198.51.100.7     | 203.0.113.9                       | 198.51.100.7",
        "198.51.100.7     | 127.0.0.1                         | 198.51.100.7",
        "127.0.0.2        | 203.0.113.9                       | 127.0.0.2",
        "2001:db9::1      | 203.0.113.9                       | 2001:db9::1",
      })
  void theLastWhoIsNoProxy_isTheClient(String nearest, String header, String client) {
    assertThat(PROXIES.furthest(nearest, List.of(header))).contains(client);
  }

  @Test
  void severalHeaders_areOneList() {
    assertThat(PROXIES.furthest("127.0.0.1", List.of("1.1.1.1", "203.0.113.9", "10.0.0.1")))
        .contains("203.0.113.9");
    assertThat(PROXIES.furthest("127.0.0.1", List.of())).contains("127.0.0.1");
  }

  @Test
  void whereNobodyIsBelieved_whatIsSentCountsNothing() {
    assertThat(Proxies.NONE.furthest("127.0.0.1", List.of("203.0.113.9"))).contains("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "::/129",
        "10.0.0/8",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8"
      })
  void whatIsNoAddress_isNoPrefix(String text) {
    assertThat(AddressPrefix.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "0.0.0.0/0, 9.9.9.9, true",
    "0.0.0.0/0, ::1, false", "192.168.1.128/25, 192.168.1.127, false", "fd00::/7, fdff::1, true",
    "192.168.1.128/25, 192.168.1.200, true", "::1, ::1, true", "10.0.0.1, ::ffff:10.0.0.1, true"
  })
  void aPrefix_holdsWhatBeginsWithIt(String prefix, String address, boolean holds) {
    assertThat(
            AddressPrefix.parse(prefix)
                .orElseThrow()
                .contains(AddressPrefix.bytes(address).orElseThrow()))
        .isEqualTo(holds);
  }
}
