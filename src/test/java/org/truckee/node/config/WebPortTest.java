package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPortTest {
  @ParameterizedTest
  @CsvSource({
    "3456, 3456, 127.0.0.1",
    "tcp:3456, 3456, 127.0.0.1",
    "tcp:3456:interface=0.0.0.0, 3456, 0.0.0.0",
    "tcp:4932:interface=::1, 4932, ::1",
    "tcp:4932:interface=[::1], 4932, ::1",
    "tcp6:4932:interface=\\:\\:1, 4932, ::1",
    "tcp:4932:interface=2001:db8::7, 4932, 2001:db8::7"
  })
  void aWebPort_isReadAsTahoeWritesIt(String text, int port, String host) {
    assertThat(WebPort.parse(text)).isEqualTo(new WebPort(port, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "tcp:", "tcp:1:interface=", "tcp:1:interface=a/b", "udp:1"})
  void anythingElse_isNamed(String text) {
    assertThatThrownBy(() -> WebPort.parse(text)).hasMessageContaining("not a port: " + text);
  }
}
