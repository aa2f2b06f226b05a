package org.truckee.protocol.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.testing.known.Golden;

class AnnouncementTest {
  private static final Ed25519SigningKey KEY = Ed25519SigningKey.generate(new Random(1));

  static Stream<JsonNode> announcementsOfTahoes() {
    return Golden.rows("announcements.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("announcementsOfTahoes")
  void anAnnouncementOfTahoes_isUnderstoodAndKeptToTheByte(JsonNode row) {
    Announcement announcement = Announcement.parse(row.toString());

    assertThat(announcement.service()).isEqualTo(Announcement.STORAGE);
    assertThat(announcement.serverId()).isEqualTo(row.get("key").asText());
    assertThat(announcement.message().toUtf8()).isEqualTo(row.get("msg").asText());
    assertThat(Announcement.parse(announcement.toJson())).isEqualTo(announcement);
  }

  @Test
  void whatTahoesServersAnnounce_isEnoughToUseThem() {
    Announcement announcement =
        Announcement.parse(Golden.rows("announcements.jsonl").get(0).toString());

    assertThat(announcement.nickname()).isEqualTo("storage3");
    assertThat(announcement.sequence()).isEqualTo(3);
    assertThat(announcement.nurl()).hasToString("127.0.0.1:34013");
    assertThat(AnnouncedStorage.tubId(announcement))
        .hasToString("pu23v4exnvf32s4vfkktzhscey2tnpgr");
    assertThat(announcement.permutationSeed().toUtf8()).matches("[a-z2-7]{52}");
  }

  @ParameterizedTest
  @MethodSource("announcementsOfTahoes")
  void anAnnouncementInWhichAnyByteIsChanged_isRefused(JsonNode row) {
    String message = row.get("msg").asText();
    for (int i = 0; i < message.length(); i += 7) {
      char other = message.charAt(i) == 'x' ? 'y' : 'x';
      String changed = message.substring(0, i) + other + message.substring(i + 1);
      assertRefused(json(changed, row.get("sig").asText(), row.get("key").asText()), "signature");
    }
  }

  @Test
  void anAnnouncementUnderAnothersName_isRefused() {
    Announcement mine = signed(KEY, 1);
    Announcement other = signed(Ed25519SigningKey.generate(new Random(2)), 1);

    assertRefused(
        json(mine.message().toUtf8(), "v0-" + mine.signature(), other.serverId()), "signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"msg\":\"{}\"}",
        "{\"msg\":1,\"sig\":2,\"key\":3}",
        "{\"msg\":\"{}\",\"sig\":\"v0-\",\"key\":\"v0-\"}",
        "{\"msg\":\"{}\",\"sig\":\"v1-aa\",\"key\":\"v0-aa\"}",
        "{\"msg\":\"",
        "nonsense"
      })
  void whatIsNoAnnouncement_isRefused(String text) {
    assertRefused(text, "announcement");
  }

  @Test
  void deepAndLargeTexts_areRefused() {
    assertRefused("[".repeat(10_000), "malformed");
    assertRefused("{\"a\":".repeat(3_000), "malformed");
    assertRefused("x".repeat(Announcement.MAX_SIZE + 1), "16384");
    String deep = "[".repeat(3_000) + "]".repeat(3_000);
    assertRefused(
        signedText("{\"seqnum\":1,\"service-name\":\"storage\",\"x\":" + deep + "}"), "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "\"text\"",
        "{\"seqnum\":1}",
        "{\"service-name\":\"storage\"}",
        "{\"service-name\":\"storage\",\"seqnum\":\"1\"}",
        "{\"service-name\":\"storage\",\"seqnum\":1e30}",
        "{\"service-name\":\"storage\",\"seqnum\":99999999999999999999}"
      })
  void aSignedTextThatAnnouncesNothing_isRefused(String message) {
    assertRefused(signedText(message), "announcement");
  }

  @Test
  void whatAnAnnouncementDoesNotSay_isAskedForInVain() {
    Announcement bare =
        Announcement.parse(signedText("{\"seqnum\":1,\"service-name\":\"storage\"}"));

    assertThatThrownBy(bare::nurl).isInstanceOf(GridException.class);
    assertThatThrownBy(() -> AnnouncedStorage.tubId(bare)).isInstanceOf(GridException.class);
    assertThat(bare.permutationSeed()).isEqualTo(KEY.verifyingKey().bytes());
    assertThat(bare.nickname()).isEmpty();
  }

  @Test
  void aServerOfAConfiguration_needsNoSignature() throws JsonProcessingException {
    JsonNode fields = Golden.rows("announcements.jsonl").get(0);
    Announcement announced = Announcement.parse(fields.toString());
    Announcement configured =
        ConfiguredServers.read(
                announced.serverId(), new ObjectMapper().readTree(fields.get("msg").asText()))
            .services()
            .get(0);

    assertThat(configured.nurl()).isEqualTo(announced.nurl());
    assertThat(AnnouncedStorage.tubId(configured)).isEqualTo(AnnouncedStorage.tubId(announced));
    assertThat(configured.permutationSeed()).isEqualTo(announced.permutationSeed());
    assertThat(configured.sequence()).isZero();
  }

  @Test
  void theServicesOfANode_areOneEntryOfAConfiguration() {
    Announcement storage = signed(KEY, 1);
    Announcement vdrive =
        AnnouncedService.sign(
            KEY,
            new AnnouncedVdrive("node", storage.nurl(), Optional.empty(), "truckee/0"),
            2,
            Bytes.utf8("2"));

    ObjectNode written = ConfiguredServers.write(List.of(storage, vdrive));

    assertThat(written).hasSize(1);
    assertThat(ConfiguredServers.read(vdrive.serverId(), written.get(vdrive.serverId())).services())
        .extracting(Announcement::service)
        .containsExactly(Announcement.STORAGE, Announcement.VDRIVE);
  }

  @Test
  void anAnnouncement_showsNoAddressInALog() {
    assertThat(signed(KEY, 1).toString()).doesNotContain("swissnum").doesNotContain("pb://");
  }

  @Test
  void twoAnnouncements_sayTheSameWhateverTheirNumbers() {
    assertThat(signed(KEY, 1).sameService(signed(KEY, 2))).isTrue();
  }

  private static Announcement signed(Ed25519SigningKey key, long sequence) {
    Nurl nurl =
        new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 1, new Secret(Bytes.utf8("swissnum")));
    AnnouncedStorage service =
        new AnnouncedStorage("node", nurl, Bytes.wrap(new byte[20]), "truckee/0");
    return AnnouncedService.sign(key, service, sequence, Bytes.utf8("" + sequence));
  }

  private static String signedText(String message) {
    Bytes bytes = Bytes.utf8(message);
    return json(message, "v0-" + KEY.sign(bytes), KEY.verifyingKey().toString());
  }

  private static String json(String message, String signature, String key) {
    return new ObjectMapper()
        .createObjectNode()
        .put("msg", message)
        .put("sig", signature)
        .put("key", key)
        .toString();
  }

  private static void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> Announcement.parse(text))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(reason)
        .satisfies(
            e -> assertThat(((GridException) e).kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }

  @Test
  void aVdriveServer_announcesItsAddressAndTheGlobalRoot() {
    Nurl nurl = Nurl.parse("pb://" + "A".repeat(43) + "@127.0.0.1:4000/swissnum#v=1");
    Capability root =
        Capability.parse("URI:DIR:aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypq");
    AnnouncedVdrive service = new AnnouncedVdrive("drive", nurl, Optional.of(root), "truckee/0");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(3));

    Announcement heard =
        Announcement.parse(
            AnnouncedService.sign(key, service, 5, Bytes.wrap(new byte[32])).toJson());

    assertThat(heard.service()).isEqualTo(Announcement.VDRIVE);
    assertThat(heard.nurl()).isEqualTo(nurl);
    assertThat(AnnouncedVdrive.root(heard)).contains(root);
    assertThat(heard).hasToString("Announcement(vdrive of " + heard.shortName() + ", 5)");
  }

  @Test
  void aRootThatIsNoDirectory_isNone() {
    Nurl nurl = Nurl.parse("pb://" + "A".repeat(43) + "@127.0.0.1:4000/swissnum#v=1");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(3));
    for (Optional<Capability> root :
        List.of(Optional.<Capability>empty(), Optional.of(Capability.parse("URI:LIT:me")))) {
      AnnouncedVdrive service = new AnnouncedVdrive("drive", nurl, root, "truckee/0");

      Announcement signed = AnnouncedService.sign(key, service, 5, Bytes.wrap(new byte[32]));

      assertThat(AnnouncedVdrive.root(signed)).isEmpty();
    }
  }
}
