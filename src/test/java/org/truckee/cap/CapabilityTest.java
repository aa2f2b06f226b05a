package org.truckee.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.known.Golden;

class CapabilityTest {
  private static final String KEY = "73wkejkiklt6jdl4bypfyubkay";
  private static final String HASH = "qoef2u5caav63bohjllpwptsl7gj2dq7udrg4d4ffm57z3rrpaqa";
  private static final String CHK = "URI:CHK:" + KEY + ":" + HASH + ":3:10:1000";

  static Stream<JsonNode> attenuations() {
    return StreamSupport.stream(Golden.json("attenuation.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("attenuations")
  void aCapabilityOfTahoes_printsAndAttenuatesTheSameHere(JsonNode row) {
    Capability cap = Capability.parse(row.get(0).asText());

    assertThat(cap.toUri()).isEqualTo(row.get(0).asText());
    assertThat(cap.readCap()).map(Capability::toUri).hasValue(row.get(1).asText());
    assertThat(cap.verifyCap().map(Capability::toUri).orElse("null"))
        .isEqualTo(row.get(2).asText());
    assertThat(cap.readCap().flatMap(Capability::verifyCap)).isEqualTo(cap.verifyCap());
    cap.verifyCap()
        .ifPresent(verify -> assertThat(Capability.parse(verify.toUri())).isEqualTo(verify));
  }

  @ParameterizedTest
  @MethodSource("attenuations")
  void aCapability_neverShowsItsKey(JsonNode row) {
    String uri = row.get(0).asText();
    String key = uri.substring(uri.indexOf(':', 4) + 1).split(":", -1)[0];

    if (!key.isEmpty()) assertThat(Capability.parse(uri).toString()).doesNotContain(key);
  }

  @ParameterizedTest
  @MethodSource("attenuations")
  void aTruncatedCapability_isRefusedOrAnother(JsonNode row) {
    String uri = row.get(0).asText();
    for (int length = 0; length < uri.length(); length++) {
      String part = uri.substring(0, length);
      try {
        assertThat(Capability.parse(part).toUri()).isEqualTo(part);
      } catch (GridException e) {
        assertThat(e.kind()).isEqualTo(GridException.Kind.BAD_CAP);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URI:CHK:" + KEY + ":" + HASH + ":3:10",
        "URI:CHK:" + KEY + ":" + HASH + ":3:10:1000:1",
        "URI:CHK:" + KEY + ":" + HASH + ":11:10:1000",
        "URI:CHK:" + KEY + ":" + HASH + ":0:10:1000",
        "URI:CHK:" + KEY + ":" + HASH + ":3:257:1000",
        "URI:CHK:" + KEY + ":" + HASH + ":3:10:0",
        "URI:CHK:" + KEY + ":" + HASH + ":3:10:-1",
        "URI:CHK:" + KEY + ":" + HASH + ":3:10:99999999999999999999",
        "URI:CHK:" + KEY + ":" + HASH + ":3:10: 1000",
        "URI:CHK:" + KEY + "aa:" + HASH + ":3:10:1000",
        "URI:CHK:" + HASH + ":" + KEY + ":3:10:1000",
        "URI:CHK:73WKEJKIKLT6JDL4BYPFYUBKAY:" + HASH + ":3:10:1000",
        "URI:CHK:73wkejkiklt6jdl4bypfyubkaz:" + HASH + ":3:10:1000",
        "URI:CHK:",
        "URI:CHK",
        "URI:LIT:a",
        "URI:LIT:me:",
        "URI:SSK:" + KEY + ":" + HASH + ":x",
        "ro.URI:SSK:" + KEY + ":" + HASH,
        "imm.URI:SSK-RO:" + KEY + ":" + HASH,
        "imm.URI:DIR2:" + KEY + ":" + HASH,
      })
  void aMalformedCapability_isRefusedWithoutBeingQuoted(String text) {
    assertThatThrownBy(() -> Capability.parse(text))
        .isInstanceOf(GridException.class)
        .satisfies(
            e -> assertThat(((GridException) e).kind()).isEqualTo(GridException.Kind.BAD_CAP))
        .hasMessageNotContaining(KEY)
        .hasMessageNotContaining(HASH);
  }

  @Test
  void aSmallFileOfTahoes_isInItsCapability() {
    Golden.rows("chk.jsonl").stream()
        .filter(row -> row.get("size").asInt() <= LitCap.MAX_SIZE)
        .forEach(
            row -> {
              Bytes contents = Bytes.wrap(Golden.stream("tahoe-golden", row.get("size").asInt()));
              LitCap cap = new LitCap(new Secret(contents));
              assertThat(cap.toUri()).isEqualTo(row.get("cap").asText());
              assertThat(Capability.parse(cap.toUri())).isEqualTo(cap);
            });
  }

  @Test
  void anOversizedText_isRefused() {
    assertThatThrownBy(() -> Capability.parse("URI:LIT:" + "a".repeat(1 << 20)))
        .hasMessageContaining("16384");
  }

  @Test
  void aCapabilityOfAnUnknownKind_isKeptAsItIs() {
    assertThat(Capability.parse("x-tahoe-future-test-writeable:abc").toUri())
        .isEqualTo("x-tahoe-future-test-writeable:abc");
    assertThat(Capability.parse("URI:NEW:abc")).isInstanceOf(UnknownCap.class);
  }

  @Test
  void aMarkThatIsTrue_isAccepted() {
    assertThat(Capability.parse("imm." + CHK)).isEqualTo(Capability.parse(CHK));
    assertThat(Capability.parse("ro." + CHK)).isEqualTo(Capability.parse(CHK));
  }

  @Test
  void whatTahoeAddsToAnMdmfCapability_isLeftAside() {
    assertThat(Capability.parse("URI:MDMF:" + KEY + ":" + HASH + ":3:131073").toUri())
        .isEqualTo("URI:MDMF:" + KEY + ":" + HASH);
  }
}
