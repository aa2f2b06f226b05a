package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.protocol.ReportAddress;

/** The settings of a gateway that strangers use. */
class StrangersKeysTest {
  private static ConfiguredWeb.Strangers read(String keys) {
    String text = "{'gateway': {" + keys + "}}";
    return NodeConfig.parse("conf.json", text.replace('\'', '"'))
        .gateway()
        .orElseThrow()
        .web()
        .strangers();
  }

  @Test
  void withoutKeys_nothingIsRecorded_andNobodyIsToldWhereToReport() {
    for (String keys : new String[] {"", "'audit': {}"}) {
      assertThat(read(keys).recorded()).isEmpty();
      assertThat(read(keys).report()).isEmpty();
    }
  }

  @Test
  void aRecord_isKeptForATime_andAnAddressIsTold() {
    ConfiguredWeb.Strangers all =
        read("'audit': {'keep': '30 days'}, 'report': 'abuse@example.org'");
    assertThat(all.recorded()).contains(Duration.ofDays(30));
    assertThat(all.report()).isEqualTo(ReportAddress.parse("abuse@example.org"));
  }

  @ParameterizedTest
  @CsvSource({
    "keep, ''",
    "keep, forever",
    "keep, 0 days",
    "keep, 86399 s",
    "keep, 11 years",
    "for, 1 day",
  })
  void aWrongTime_isRefusedWithItsKey(String key, String value) {
    assertRefused("'audit': {'" + key + "': '" + value + "'}", "gateway.audit." + key);
  }

  @ParameterizedTest
  @CsvSource({"''", "me", "ftp://example.org/", "a@b c"})
  void aWrongAddress_isRefusedWithItsKey(String value) {
    assertRefused("'report': '" + value + "'", "gateway.report");
  }

  private static void assertRefused(String keys, String key) {
    assertThatThrownBy(() -> read(keys))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("conf.json: \"" + key + "\"");
  }
}
