package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.protocol.ReportAddress;
import org.truckee.web.guard.ContentOrigin;

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

  /** The least that a public gateway has, with {@code web} more of its web port. */
  private static String open(String web, String... without) {
    String limits =
        "'requests_per_minute': 9, 'bytes_per_hour': 9, 'directories_per_hour': 9,"
            + " 'keys_per_hour': 9";
    String all =
        "'public': true, 'report': 'a@b.example', 'web': {" + web + "'limits': {" + limits + "}}";
    for (String key : without) all = all.replaceAll("'" + key + "': [^,}]*,? ?", "");
    return all.replace(", }", "}");
  }

  @Test
  void aPublicGateway_hasAllThatItNeeds() {
    assertThat(read("").openness().open()).isFalse();
    assertThat(read(open("")).openness().open()).isTrue();
    assertThat(read(open("'secret': 'sixteen letters.', 'local_folders': [], ")).openness().open())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report",
        "web.limits.requests_per_minute",
        "web.limits.bytes_per_hour",
        "web.limits.directories_per_hour",
        "web.limits.keys_per_hour"
      })
  void whatAPublicGatewayLacks_isNamed(String key) {
    String keys = open("", key.substring(key.lastIndexOf('.') + 1));
    assertRefused(keys, "gateway." + key);
    assertThatThrownBy(() -> read(keys)).hasMessageContaining("if \"gateway.public\" is true");
  }

  @Test
  void whatContradictsThat_isRefused() {
    assertRefused(open("'local_folders': ['/srv'], "), "gateway.web.local_folders");
    assertRefused(open("'secret': 'fifteen letters', "), "gateway.web.secret");
    assertRefused("'public': 'yes'", "gateway.public");
  }

  @Test
  void theOriginOfContent_goesWithAPublicGateway_andHasNoPages() {
    String origin = "'content_origin': 'https://content.example:8443', ";
    assertThat(read(origin + open("")).openness().content())
        .contains(new ContentOrigin("https", "content.example", ":8443"));
    assertRefused("'content_origin': 'https://content.example'", "gateway.content_origin");
    for (String host : new String[] {"content.example", "files.Content.example"})
      assertRefused(origin + open("'hosts': ['" + host + "'], "), "gateway.web.hosts");
    assertThat(read(origin + open("'hosts': ['example', 'mycontent.example'], ")).openness().open())
        .isTrue();
    for (String wrong : new String[] {"", "content.example", "https://content", "https://a.b/c"})
      assertRefused("'content_origin': '" + wrong + "', " + open(""), "gateway.content_origin");
  }

  private static void assertRefused(String keys, String key) {
    assertThatThrownBy(() -> read(keys))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("conf.json: \"" + key + "\"");
  }
}
