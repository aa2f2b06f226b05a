package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.platform.HomePath;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;

/** Configuration files, and the mistakes that people make in them. */
class NodeConfigTest {
  @Test
  void whatExpiresWhen_isRead() {
    String text =
        """
        {"storage": {"expire": {"enabled": true, "mode": "cutoff-date",
                                "cutoff_date": "2026-02-03", "immutable": false}}}
        """;
    assertThat(NodeConfig.parse("conf.json", text).storage().orElseThrow().expire())
        .isEqualTo(
            new ExpirePolicy(
                true,
                ExpireMode.CUTOFF_DATE,
                Optional.empty(),
                Optional.of(Instant.parse("2026-02-03T00:00:00Z")),
                Set.of(ShareKind.MUTABLE)));
    assertThat(NodeConfig.parse("conf.json", "{\"storage\": {}}").storage().orElseThrow().expire())
        .isEqualTo(ExpirePolicy.USUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nicname\": \"x\"}                              | \"nicname\" is not known",
        "{\"storag\": {}}                                  | known here are [admin, gateway, introducer, introducers, listen, log, nickname, servers, storage, tempdir, timeout, vdrive]",
        "{\"nickname\": 5}                                 | \"nickname\" must be a text",
        "{\"listen\": {\"port\": 65536}}                   | \"listen.port\" must be a whole"
            + " number",
        "{\"listen\": {\"port\": \"80\"}}                  | \"listen.port\" must be a whole"
            + " number",
        "{\"listen\": 80}                                  | \"listen.\" must be an object",
        "{\"listen\": {\"adress\": \"x\"}}                 | \"listen.adress\" is not known",
        "{\"introducers\": [\"pb://nonsense\"]}            | \"introducers\" holds something",
        "{\"introducers\": \"pb://nonsense\"}              | \"introducers\" must be a list",
        "{\"storage\": {\"reserved_space\": \"1 Gib\"}}    | \"storage.reserved_space\" must be a"
            + " size",
        "{\"storage\": {\"reserved_space\": -1}}           | \"storage.reserved_space\" must be a"
            + " size",
        "{\"storage\": {\"durable\": \"yes\"}}             | \"storage.durable\" must be true or"
            + " false",
        "{\"storage\": {\"expire\": {\"enabled\": true}}} | \"storage.expire.mode\" must be there",
        "{\"storage\": {\"expire\": {\"mode\": \"never\"}}} | \"storage.expire.mode\" must be one"
            + " of [age, cutoff-date]",
        "{\"storage\": {\"expire\": {\"mode\": \"cutoff-date\"}}} |"
            + " \"storage.expire.cutoff_date\" must be there",
        "{\"storage\": {\"expire\": {\"mode\": \"cutoff-date\", \"cutoff_date\": \"2026-02-30\"}}} |"
            + " \"storage.expire.cutoff_date\" must be a date",
        "{\"storage\": {\"expire\": {\"mode\": \"age\", \"cutoff_date\": \"2026-02-03\"}}} |"
            + " \"storage.expire.cutoff_date\" goes with the mode",
        "{\"storage\": {\"expire\": {\"override_lease_duration\": \"2 weeks\"}}} |"
            + " \"storage.expire.override_lease_duration\" must be a duration",
        "{\"storage\": {\"expire\": {\"override_lease_duration\": 60}}} |"
            + " \"storage.expire.override_lease_duration\" must be a text",
        "{\"storage\": {\"expire\": {\"mode\": \"cutoff-date\", \"cutoff_date\": \"2026-02-03\","
            + " \"override_lease_duration\": \"2mo\"}}} |"
            + " \"storage.expire.override_lease_duration\" goes with the mode",
        "{\"storage\": {\"expire\": {\"mutable\": 1}}} | \"storage.expire.mutable\" must be true",
        "{\"storage\": {\"expire\": {\"imutable\": true}}} | \"storage.expire.imutable\" is not"
            + " known",
        "{\"vdrive\": {\"global_root\": \"all\"}}             | \"vdrive.global_root\" must be one"
            + " of [read-write, read-only, none]",
        "{\"vdrive\": {\"maximum_entries\": 0}}            | \"vdrive.maximum_entries\" must be",
        "{\"vdrive\": {\"store\": \"vdrive.sqlite\"}}       | \"vdrive.store\" is no address of a",
        "{\"vdrive\": {\"store\": \"postgresql://h/d\"}}    | \"vdrive.store\" names no user",
        "{\"vdrive\": {\"connections\": 1}}                | \"vdrive.connections\" must be",
        "{\"vdrive\": {\"prepared\": \"no\"}}               | \"vdrive.prepared\" must be true",
        "{\"gateway\": {\"web\": {\"port\": -1}}}          | \"gateway.web.port\" must be a whole"
            + " number",
        "{\"gateway\": {\"web\": {\"proxies\": [\"proxy\"]}}} | \"gateway.web.proxies\" must be a list",
        "{\"gateway\": {\"encoding\": {\"needed\": 0}}}    | \"gateway.encoding.needed\" must be",
        "{\"gateway\": {\"encoding\": {\"needed\": 11}}}   | \"gateway.encoding.\" can't be had",
        "{\"gateway\": {\"encoding\": {\"total\": 257}}}   | \"gateway.encoding.total\" must be",
        "{\"gateway\": {\"mutable\": {\"format\": \"chk\"}}} | \"gateway.mutable.format\" must be"
            + " one of [sdmf, mdmf]",
        "{\"gateway\": {\"peers\": {\"preferred\": [\"x\"]}}} | \"gateway.peers.preferred\" holds"
            + " something",
        "{\"gateway\": {\"peers\": {\"prefered\": []}}}    | \"gateway.peers.prefered\" is not"
            + " known",
        "{\"storage\": {\"storage_dir\": 5}}              | \"storage.storage_dir\" must be a text",
        "{\"tempdir\": []}                                 | \"tempdir\" must be a text",
        "{\"timeout\": {\"keepalive\": 0}}                | \"timeout.keepalive\" must be a whole"
            + " number",
        "{\"timeout\": {\"disconnect\": \"1 h\"}}         | \"timeout.disconnect\" must be a whole"
            + " number",
        "{\"timeout\": 5}                                  | \"timeout.\" must be an object",
        "{\"servers\": {\"v0-x\": {}}}                     | \"servers\" has an entry v0-x",
        "{\"nickname\": \"x\",}                            | line 1 is not JSON",
      })
  void aMistake_isNamedWithItsFileAndItsKey(String text, String complaint) {
    assertThatThrownBy(() -> NodeConfig.parse("dir/conf.json", text))
        .hasMessageStartingWith("dir/conf.json: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void whatIsLeftOut_isAsUsual() {
    NodeConfig config = NodeConfig.parse("conf.json", "{\"storage\": {}, \"gateway\": {}}");

    assertThat(config.introducer()).isEmpty();
    assertThat(config.listen().host()).isEqualTo("127.0.0.1");
    assertThat(config.storage().orElseThrow().policy().reservedSpace()).isEqualTo(1L << 30);
    assertThat(config.storage().orElseThrow().policy().durable()).isTrue();
    assertThat(config.gateway().orElseThrow().web().address().port()).isEqualTo(3456);
    assertThat(config.gateway().orElseThrow().files().encoding().needed()).isEqualTo(3);
  }

  @Test
  void aVdriveServer_makesARootForAllUnlessToldOtherwise() {
    assertThat(globalRoot("{}")).isEqualTo(GlobalRoot.READ_WRITE);
    for (GlobalRoot root : GlobalRoot.values())
      assertThat(globalRoot("{\"global_root\": \"" + root + "\"}")).isEqualTo(root);
  }

  @Test
  void thePasswordOfADatabase_isNotInTheTextOfAConfiguration() {
    String store = "{\"vdrive\": {\"store\": \"postgresql://u:hidden@h/d\"}}";
    NodeConfig config = NodeConfig.parse("conf.json", store);

    assertThat(config.vdrive().orElseThrow().store().orElseThrow().password()).isPresent();
    assertThat(config.toString()).contains("d at h:5432").doesNotContain("hidden");
  }

  private static GlobalRoot globalRoot(String vdrive) {
    NodeConfig config = NodeConfig.parse("conf.json", "{\"vdrive\": " + vdrive + "}");
    return config.vdrive().orElseThrow().globalRoot();
  }

  @Test
  void pathsMayBeginAtHome() {
    NodeConfig config =
        NodeConfig.parse(
            "conf.json",
            """
            {"storage": {"storage_dir": "~/shares"}, "tempdir": "~",
             "gateway": {"web": {"local_folders": ["~/public"]}}}
            """);

    assertThat(config.storage().orElseThrow().directory())
        .contains(HomePath.home().resolve("shares"));
    assertThat(config.tempdir()).contains(HomePath.home());
    assertThat(config.gateway().orElseThrow().web().access().localFolders())
        .containsExactly(HomePath.home().resolve("public"));
  }

  @Test
  void sizes_areNumbersOrTexts() {
    assertThat(reserved("5")).isEqualTo(5);
    assertThat(reserved("\"5\"")).isEqualTo(5);
    assertThat(reserved("\"2 KiB\"")).isEqualTo(2048);
    assertThat(reserved("\"3TiB\"")).isEqualTo(3L << 40);
  }

  private static long reserved(String size) {
    String text = "{\"storage\": {\"reserved_space\": " + size + "}}";
    return NodeConfig.parse("conf.json", text).storage().orElseThrow().policy().reservedSpace();
  }

  @Test
  void thePortsBounds_andTheIntroducers_areSettings() {
    NodeConfig config =
        NodeConfig.parse(
            "conf.json",
            """
            {"listen": {"maximum_connections": 5, "maximum_connections_per_address": 3},
             "introducer": {"publications_per_minute": 7},
             "gateway": {"web": {"maximum_connections_per_address": 9}}}
            """);

    assertThat(config.listen().limits().connections()).isEqualTo(5);
    assertThat(config.listen().limits().connectionsPerAddress()).isEqualTo(3);
    assertThat(config.introducer().orElseThrow().publicationsPerMinute()).isEqualTo(7);
    assertThat(config.gateway().orElseThrow().web().address().limits().connectionsPerAddress())
        .isEqualTo(9);
  }

  @Test
  void whatWouldBePassedOver_isRefused() {
    for (String text :
        new String[] {
          "", " \n", "[]", "{} {}", "{\"nickname\": \"a\", \"nickname\": \"b\"}", "{\"storage\": {}"
        })
      assertThatThrownBy(() -> NodeConfig.parse("DIR/conf.json", text))
          .as(text)
          .hasMessageStartingWith("DIR/conf.json");
  }
}
