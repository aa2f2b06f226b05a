package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.client.limit.LimitSettings;
import org.truckee.client.limit.Limited;
import org.truckee.protocol.Rate;
import org.truckee.protocol.limit.ServerLimits;

/** The limits for each client in a configuration. */
class LimitKeysTest {
  private static LimitSettings read(String limits) {
    String text = "{'gateway': {'web': {'limits': {" + limits + "}}}}";
    return NodeConfig.parse("conf.json", text.replace('\'', '"'))
        .gateway()
        .orElseThrow()
        .web()
        .limits();
  }

  @Test
  void withoutKeys_thereAreNoLimits() {
    assertThat(read("")).isEqualTo(LimitSettings.NONE);
  }

  @Test
  void eachKey_isALimit() {
    LimitSettings all =
        read(
            "'requests_per_minute': 600, 'bytes_per_hour': '1 GiB', 'directories_per_hour': 100,"
                + " 'keys_per_hour': 20, 'clients': 5");
    assertThat(all.clients()).isEqualTo(5);
    assertThat(all.rates())
        .hasSize(4)
        .containsEntry(Limited.REQUESTS, new Rate(600, Duration.ofMinutes(1)))
        .containsEntry(Limited.BYTES, new Rate(1 << 30, Duration.ofHours(1)))
        .containsEntry(Limited.DIRECTORIES, new Rate(100, Duration.ofHours(1)))
        .containsEntry(Limited.KEYS, new Rate(20, Duration.ofHours(1)));
  }

  @Test
  void aMember_mayDoAsMuchAsANetwork_unlessItIsSaid() {
    String members = "}, 'members': {'limits': {'requests_per_minute': 90}";
    LimitSettings some = read("'requests_per_minute': 60, 'keys_per_hour': 5" + members);
    assertThat(some.rates()).containsEntry(Limited.REQUESTS, new Rate(60, Duration.ofMinutes(1)));
    assertThat(some.people())
        .hasSize(2)
        .containsEntry(Limited.REQUESTS, new Rate(90, Duration.ofMinutes(1)))
        .containsEntry(Limited.KEYS, new Rate(5, Duration.ofHours(1)));
    assertThatThrownBy(() -> read("}, 'members': {'limits': {'requests_per_minute': 0}"))
        .hasMessageContaining("\"gateway.web.members.limits.requests_per_minute\"");
  }

  @Test
  void aServer_hasLimitsForNetworks_andForAccounts() {
    Rate requests = new Rate(60, Duration.ofMinutes(1));
    Rate bytes = new Rate(1 << 30, Duration.ofHours(1));
    ServerLimits storage =
        server(
            "{'storage': {'limits': {'requests_per_minute': 60, 'account_bytes_per_hour': '1 GiB',"
                + " 'clients': 7}}}");
    assertThat(storage)
        .isEqualTo(
            new ServerLimits(
                new ServerLimits.Amounts(Optional.of(requests), Optional.empty()),
                new ServerLimits.Amounts(Optional.of(requests), Optional.of(bytes)),
                7));
    assertThat(server("{'storage': {}}")).isEqualTo(ServerLimits.NONE);
    String vdrive = "{'vdrive': {'limits': {'%s': '1 GiB'}}}";
    assertThat(server(vdrive.formatted("bytes_per_hour")).networks().bytes()).contains(bytes);
    assertThatThrownBy(() -> server(vdrive.formatted("account_bytes_per_hour")))
        .hasMessageContaining("\"vdrive.limits.account_bytes_per_hour\"");
  }

  private static ServerLimits server(String text) {
    NodeConfig config = NodeConfig.parse("conf.json", text.replace('\'', '"'));
    return config
        .storage()
        .map(ConfiguredStorage::limits)
        .orElseGet(() -> config.vdrive().orElseThrow().writers());
  }

  @ParameterizedTest
  @CsvSource({
    "requests_per_minute, 0",
    "requests_per_minute, -1",
    "requests_per_minute, 1.5",
    "directories_per_hour, true",
    "keys_per_hour, 1000000001",
    "bytes_per_hour, 0",
    "bytes_per_hour, -5",
    "bytes_per_hour, 1099511627777",
    "clients, 0",
    "requests_per_hour, 5",
  })
  void aWrongValue_isRefusedWithItsKey(String key, String value) {
    assertThatThrownBy(() -> read("'" + key + "': " + value))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("conf.json: \"gateway.web.limits." + key + "\"");
  }
}
