package org.truckee.crypto.pake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.known.Golden;

/** The key agreement of magic-wormhole, against answers of its own and against liars. */
class SymmetricSpake2Test {
  private static final Bytes IDENTITY = Bytes.utf8("identity");

  static List<JsonNode> conversations() {
    return Golden.rows("spake2.jsonl");
  }

  /** A source of the given bytes. */
  private static final class Given extends Random {
    private static final long serialVersionUID = 1L;
    private final byte[] given;

    Given(Bytes given) {
      this.given = given.toArray();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      assertThat(bytes).hasSameSizeAs(given);
      System.arraycopy(given, 0, bytes, 0, given.length);
    }
  }

  private static SymmetricSpake2 side(JsonNode row, String random) {
    return new SymmetricSpake2(
        new Secret(Bytes.utf8(row.get("code").asText())),
        Bytes.utf8(row.get("identity").asText()),
        new Given(Golden.hex(row, random)));
  }

  private static SymmetricSpake2 side(String password, int seed) {
    return new SymmetricSpake2(new Secret(Bytes.utf8(password)), IDENTITY, new Random(seed));
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void messagesAndKeys_areThoseOfMagicWormhole(JsonNode row) {
    SymmetricSpake2 a = side(row, "randomA");
    SymmetricSpake2 b = side(row, "randomB");

    assertThat(a.message()).isEqualTo(Golden.hex(row, "messageA"));
    assertThat(b.message()).isEqualTo(Golden.hex(row, "messageB"));
    assertThat(a.key(b.message()).bytes()).isEqualTo(Golden.hex(row, "key"));
    assertThat(b.key(a.message()).bytes()).isEqualTo(Golden.hex(row, "key"));
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void aSealedMessage_isThatOfMagicWormhole(JsonNode row) {
    PhaseKeys keys = new PhaseKeys(new Secret(Golden.hex(row, "key")));
    String side = row.get("side").asText();
    assertThat(keys.key(side, "version").bytes()).isEqualTo(Golden.hex(row, "phaseKey"));

    SecretBox box = keys.box(side, row.get("phase").asText());
    Bytes plaintext = Golden.hex(row, "plaintext");
    assertThat(box.seal(plaintext, new Given(Golden.hex(row, "nonce"))))
        .isEqualTo(Golden.hex(row, "box"));
    assertThat(box.open(Golden.hex(row, "box"))).contains(plaintext);
  }

  @Test
  void anotherPassword_isAnotherKey() {
    SymmetricSpake2 a = side("7-guitarist-zulu", 1);
    SymmetricSpake2 b = side("7-guitarist-zebra", 2);
    assertThat(a.key(b.message())).isNotEqualTo(b.key(a.message()));
  }

  @Test
  void aSealedMessage_opensOnlyWhole_andOnlyUnderItsKey() {
    SecretBox box = new SecretBox(new Secret(Bytes.wrap(new byte[32])));
    Bytes sealed = box.seal(Bytes.utf8("message"), new Random(1));
    assertThat(box.open(sealed)).contains(Bytes.utf8("message"));
    for (int i = 0; i < sealed.size(); i++) {
      byte[] changed = sealed.toArray();
      changed[i] ^= 1;
      assertThat(box.open(Bytes.wrap(changed))).as("byte %d", i).isEmpty();
      assertThat(box.open(sealed.slice(0, i))).as("%d bytes", i).isEmpty();
    }
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(new SecretBox(new Secret(Bytes.wrap(other))).open(sealed)).isEmpty();
  }

  @Test
  void aMessageThatComesBack_isRefused() {
    SymmetricSpake2 side = side("password", 1);
    assertThatIllegalArgumentException().isThrownBy(() -> side.key(side.message()));
  }

  /** Zero, a point of order 2, one of order 8, none at all, and 1 with a coordinate too large. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void aPointOutsideOfTheGroup_isRefused(String point) {
    SymmetricSpake2 side = side("password", 1);
    assertThatIllegalArgumentException().isThrownBy(() -> side.key(Bytes.ofHex("53" + point)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "53", "5366", "41"})
  void aMessageOfAnotherForm_isRefused(String message) {
    SymmetricSpake2 side = side("password", 1);
    String point = side("password", 2).message().toHex().substring(2);
    Bytes bytes = Bytes.ofHex(message + (message.equals("41") ? point : ""));
    assertThatIllegalArgumentException().isThrownBy(() -> side.key(bytes));
  }
}
