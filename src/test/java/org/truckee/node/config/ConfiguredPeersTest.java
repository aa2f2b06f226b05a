package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.vdrive.VdrivePins;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.ConfiguredServers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.UnusableEntry;

/** The other nodes of a configuration, some of whose entries are wrong. */
class ConfiguredPeersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SWISSNUM = "this-is-a-secret";
  private static final Nurl NURL =
      new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 4711, new Secret(Bytes.utf8(SWISSNUM)));
  private static final String GOOD = id(1);
  private static final String OTHER = id(2);

  private static String id(int number) {
    return key(number).verifyingKey().toString();
  }

  private static Ed25519SigningKey key(int number) {
    return Ed25519SigningKey.generate(new Random(number));
  }

  /** The entry of a node that serves both. */
  private static ObjectNode good() {
    Ed25519VerifyingKey key = key(1).verifyingKey();
    ObjectNode fields =
        new AnnouncedStorage("n", NURL, Bytes.wrap(new byte[20]), "truckee/0").fields(key);
    fields.setAll(new AnnouncedVdrive("n", NURL, Optional.empty(), "truckee/0").fields(key));
    return fields.remove(List.of("version", "app-versions", "oldest-supported", "service-name"));
  }

  private static NodeConfig parse(String servers) {
    return NodeConfig.parse("conf.json", "{\"gateway\": {}, \"servers\": " + servers + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                                 | no NURL",
        "null                                               | must be an object",
        "[]                                                 | must be an object",
        "5                                                  | must be an object",
        "\"pb://x\"                                         | must be an object",
        "{\"anonymous-storage-NURLs\": []}                  | storage service",
        "{\"anonymous-storage-NURLs\": [\"pb://x\"]}        | no NURL that is understood",
        "{\"anonymous-storage-NURLs\": \"NURL\"}            | no NURL that is understood",
        "{\"anonymous-storage-NURLs\": [5]}                 | no NURL that is understood",
        "{\"anonymous-storage-NURLs\": {\"a\": \"b\"}}      | no NURL that is understood",
        "{\"anonymous-storage-NURLs\": [\"NURL\"]}          | no TubID",
        "{\"anonymous-storage-NURL\": [\"NURL\"]}           | no NURL of a storage",
        "{\"vdrive-NURLs\": [null]}                         | vdrive service",
      })
  void aBadEntry_isRefusedAlone(String entry, String reason) throws Exception {
    ObjectNode servers = JSON.createObjectNode();
    servers.set(OTHER, JSON.readTree(entry.replace("NURL\"]", NURL.toUri() + "\"]")));
    servers.set(GOOD, good());

    ConfiguredPeers peers = parse(servers.toString()).peers();

    assertThat(peers.servers()).extracting(Announcement::serverId).containsExactly(GOOD, GOOD);
    assertThat(peers.unusable().get(0).entry()).isEqualTo(OTHER);
    assertThat(peers.unusable().get(0).toString())
        .contains("\"servers\" has an entry " + OTHER)
        .contains(reason)
        .doesNotContain(SWISSNUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0-x", "", "v1-aaaa", "pb://x@h:1/this-is-a-secret#v=1", "v0-ü"})
  void anEntryWithABadId_isRefusedAlone_andShowsNoSecret(String id) {
    ObjectNode servers = JSON.createObjectNode();
    servers.set(id, good());
    servers.set(GOOD, good());

    ConfiguredPeers peers = parse(servers.toString()).peers();

    assertThat(peers.servers()).extracting(Announcement::serverId).containsExactly(GOOD, GOOD);
    assertThat(peers.unusable()).hasSize(1);
    assertThat(peers.unusable().get(0).toString())
        .contains("is no id of a server")
        .doesNotContain(SWISSNUM);
  }

  @Test
  void ofAnEntry_whatIsGoodIsUsed() {
    ObjectNode noDrive = good().put("vdrive-NURLs", "nonsense");
    ObjectNode noRoot = good().put("vdrive-root", "URI:nonsense");
    ObjectNode unknown = good().put("nicname", "x");

    assertThat(services(noDrive)).containsExactly(Announcement.STORAGE);
    assertThat(services(noRoot)).containsExactly(Announcement.STORAGE, Announcement.VDRIVE);
    assertThat(services(unknown)).containsExactly(Announcement.STORAGE, Announcement.VDRIVE);
    assertThat(complaint(noDrive)).contains("not everything is used").contains("vdrive service");
    assertThat(complaint(noRoot)).contains("vdrive-root");
    assertThat(complaint(unknown)).contains("its key nicname is not known");
    assertThat(ConfiguredServers.read(GOOD, good()).complaints()).isEmpty();
  }

  private static List<String> services(ObjectNode entry) {
    NodeConfig config = parse(JSON.createObjectNode().set(GOOD, entry).toString());
    return config.peers().servers().stream().map(Announcement::service).toList();
  }

  private static String complaint(ObjectNode entry) {
    List<UnusableEntry> found =
        parse(JSON.createObjectNode().set(GOOD, entry).toString()).unusable();
    assertThat(found).hasSize(1);
    return found.get(0).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"pb://this-is-a-secret\"", "5", "null", "{}", "\"\"", "[\"x\"]"})
  void aBadIntroducer_isRefusedAlone_andNeverShown(String bad) {
    String list = "[%s, \"%s\"]".formatted(bad, NURL.toUri());

    NodeConfig config = NodeConfig.parse("conf.json", "{\"introducers\": " + list + "}");

    assertThat(config.introducers()).containsExactly(NURL);
    assertThat(config.unusable()).hasSize(1);
    assertThat(config.unusable().get(0).toString())
        .contains("\"introducers\" has an entry number 1")
        .doesNotContain(SWISSNUM);
  }

  @Test
  void whatIsPinnedBadly_isRefusedAlone_andNobodyTakesItsPlace() {
    for (String root : List.of("\"URI:nonsense\"", "\"URI:LIT:abc\"", "5", "{}")) {
      NodeConfig config = gateway("\"global_root\": " + root);
      VdrivePins pins = VdrivePins.inMemory();
      config.gateway().orElseThrow().pinned().applyTo(pins);

      assertThat(config.unusable().toString()).contains("\"gateway.global_root\" can't be used");
      assertThat(pins.global()).isEmpty();
    }
    NodeConfig config = gateway("\"vdrive_servers\": [\"x y\", \"" + GOOD + "\", 5]");
    assertThat(config.gateway().orElseThrow().pinned().servers()).containsExactly(GOOD);
    assertThat(config.unusable()).extracting(UnusableEntry::entry).containsExactly("number 1", "5");
  }

  private static NodeConfig gateway(String settings) {
    return NodeConfig.parse("conf.json", "{\"gateway\": {" + settings + "}}");
  }

  @Test
  void whereNobodyIsLeft_onlyAGatewayWhosePagesCanTellStarts() {
    assertThat(parse("{\"v0-x\": {}}").unusable()).hasSize(1);
    assertThatThrownBy(() -> NodeConfig.parse("c", "{\"storage\": {}, \"servers\": {\"x\": 1}}"))
        .hasMessageContaining("\"servers\" has an entry x");
    assertThatThrownBy(() -> NodeConfig.parse("c", "{\"gateway\": {}, \"introducers\": [\"\"]}"))
        .hasMessageContaining("\"introducers\" holds something");
  }
}
