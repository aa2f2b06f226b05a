package org.truckee.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;

/** Challenges, as texts that a gateway need not remember. */
class ChallengeTest {
  private static final HmacSha256 KEY =
      new HmacSha256(new Secret(Bytes.utf8("key of the gateway")));

  private static Challenge of(String network) {
    return new Challenge(18, Instant.ofEpochSecond(1767226200), network, "aaaaaaaaaaaaaaaa");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.0/24", "2001:0db8:0000:0001::/64"})
  void itsText_isReadWithTheSameKey(String network) {
    assertThat(Challenge.read(of(network).text(KEY), KEY)).contains(of(network));
  }

  @Test
  void itsText_isNotReadWithAnotherKey() {
    HmacSha256 other = new HmacSha256(new Secret(Bytes.utf8("key of another gateway")));
    assertThat(Challenge.read(of("203.0.113.0/24").text(KEY), other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "18,1767226200 | 17,1767226200",
        "18,1767226200 | 18,1767226201",
        "203.0.113 | 203.0.114",
        "aaaaaaaaaaaaaaaa | aaaaaaaaaaaaaaab",
        "18, | 018,",
        "18, | 18,,",
      })
  void aChange_makesItNone(String before, String after) {
    String text = of("203.0.113.0/24").text(KEY);
    assertThat(text).contains(before);
    assertThat(Challenge.read(text.replace(before, after), KEY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "18", "18,1,a,b,c", "\u0000", "18,99999999999999999999,a,b,c"})
  void anythingElse_isNone(String text) {
    assertThat(Challenge.read(text, KEY)).isEmpty();
    assertThat(Challenge.read(of("1.2.3.0/24").text(KEY) + text + "x", KEY)).isEmpty();
  }
}
