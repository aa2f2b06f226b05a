package org.truckee.client.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.client.pool.Client;
import org.truckee.protocol.OverLimit;
import org.truckee.protocol.Rate;

class ClientLimitsTest {
  private final ClientLimits limits =
      new ClientLimits(
          new LimitSettings(Map.of(Limited.REQUESTS, new Rate(1, Duration.ofMinutes(1))), 2),
          () -> 1);

  private void request(String address) {
    limits.take(Limited.REQUESTS, Client.of(address), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,          192.0.2.254,         true",
    "192.0.2.1,          192.0.3.1,           false",
    "::ffff:192.0.2.1,   192.0.2.7,           true",
    "2001:db8::1,        2001:db8:0:0:ffff::, true",
    "2001:db8::1,        2001:db8:0:1::1,     false",
  })
  void clientsOfOneNetwork_shareItsLimit(String one, String other, boolean shared) {
    request(one);
    if (shared)
      assertThatThrownBy(() -> request(other))
          .isInstanceOf(OverLimit.class)
          .hasMessage(
              "one network of addresses sends at most 1 requests in a minute here;"
                  + " try again in 60 seconds");
    else assertThatCode(() -> request(other)).doesNotThrowAnyException();
  }

  @Test
  void whatIsNotLimited_orWhatNoRequestAskedFor_isNotCounted() {
    limits.take(Limited.BYTES, Client.of("192.0.2.1"), Long.MAX_VALUE);
    assertThat(ClientLimits.charge(Limited.REQUESTS, 100).succeeded()).isTrue();
    assertThat(new ClientLimits(LimitSettings.NONE, () -> 1).isEmpty()).isTrue();
    assertThatThrownBy(() -> new LimitSettings(Map.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
