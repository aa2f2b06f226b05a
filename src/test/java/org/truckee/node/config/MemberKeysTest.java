package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.crypto.Argon2id;
import org.truckee.web.member.MemberSettings;

/** The members of a gateway in a configuration. */
class MemberKeysTest {
  private static Optional<MemberSettings> read(String members) {
    String text = "{'gateway': {'web': {'members': {" + members + "}}}}";
    return NodeConfig.parse("conf.json", text.replace('\'', '"'))
        .gateway()
        .orElseThrow()
        .web()
        .access()
        .members();
  }

  @Test
  void aGateway_hasNoMembersUnlessItIsSaid() {
    assertThat(read("")).isEmpty();
    assertThat(read("'enabled': false, 'session': '2 days'")).isEmpty();
    assertThat(read("'enabled': true"))
        .contains(new MemberSettings(Duration.ofDays(30), Optional.empty(), Argon2id.USUAL));
  }

  @Test
  void eachKey_isASetting() {
    MemberSettings all =
        read("'enabled': true, 'session': '2 days', 'address': 'https://files.example.org/t'")
            .orElseThrow();
    assertThat(all.session()).isEqualTo(Duration.ofDays(2));
    assertThat(all.address()).contains("https://files.example.org/t/");
    assertThat(all.byTls()).isTrue();
    assertThat(all.quota()).isEmpty();
    assertThat(read("'enabled': true, 'quota': '1 GiB'").orElseThrow().quota()).hasValue(1 << 30);
    assertThat(read("'enabled': true, 'address': 'http://box:3456/'").orElseThrow().byTls())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, 1",
    "session, 30",
    "quota, -1",
    "quota, '''much'''",
    "session, '''0 days'''",
    "session, '''forever'''",
    "session, '''2 years'''",
    "address, '''files.example.org'''",
    "address, '''ftp://files.example.org/'''",
    "address, '''https://me:secret@files.example.org/'''",
    "address, '''https://files.example.org/?a=b'''",
    "address, '''https://files.example.org/ a'''",
    "address, '''https:///'''",
    "sessions, '''30 days'''",
  })
  void aWrongValue_isRefusedWithItsKey(String key, String value) {
    assertThatThrownBy(() -> read("'" + key + "': " + value))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("gateway.web.members." + key + "\"");
  }
}
