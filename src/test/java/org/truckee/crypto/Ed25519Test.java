package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.testing.known.Golden;

class Ed25519Test {
  private static final JsonNode TAHOE = Golden.json("primitives.json").get("ed25519");

  @Test
  void aSignatureOfTahoes_isTheSameHere() {
    Ed25519SigningKey key = Ed25519SigningKey.parse(TAHOE.get("priv").asText());
    Bytes message = Golden.hex(TAHOE, "msg");

    assertThat(key.verifyingKey()).isEqualTo(Ed25519VerifyingKey.parse(TAHOE.get("pub").asText()));
    assertThat(key.sign(message)).isEqualTo(Golden.hex(TAHOE, "sig"));
    assertThat(key.verifyingKey().verifies(message, Golden.hex(TAHOE, "sig"))).isTrue();
    assertThat(key.reveal()).isEqualTo(TAHOE.get("priv").asText());
  }

  @Test
  void aSignatureInWhichAnyBitIsChanged_isRefused() {
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(1));
    Bytes message = Bytes.utf8("message");
    Bytes signature = key.sign(message);

    for (int bit = 0; bit < signature.size() * 8; bit++) {
      byte[] changed = signature.toArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.verifyingKey().verifies(message, Bytes.wrap(changed))).isFalse();
    }
    assertThat(key.verifyingKey().verifies(Bytes.utf8("massage"), signature)).isFalse();
    assertThat(key.verifyingKey().verifies(message, signature.slice(0, 63))).isFalse();
  }

  @Test
  void aTextThatIsNoKey_isRefusedWithoutBeingQuoted() {
    String seed = "aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypq";
    for (String text : List.of("", seed, "priv-v1-" + seed, "priv-v0-" + seed.substring(2))) {
      assertThatThrownBy(() -> Ed25519SigningKey.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(seed.substring(2, 20));
    }
    for (String text : List.of("", seed, "v1-" + seed, "v0-" + seed.substring(2), "pub-" + seed)) {
      assertThatThrownBy(() -> Ed25519VerifyingKey.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
