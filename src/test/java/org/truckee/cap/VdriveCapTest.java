package org.truckee.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/** The texts below are this format's known answers: they must never change. */
class VdriveCapTest {
  private static final String WRITE_KEY = "aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypq";
  private static final String READ_KEY = "o6fswxlt7nn33o3qzsu6wvjejrkw23idtkz6ien3mck2hiw4yeha";
  private static final String KEY_HASH = "cnvvjs2fgw3i645g4if5eb3ckbvopbtbqitzb5hxl7eyjag5ttja";
  private static final String WRITE = "URI:DIR:" + WRITE_KEY;
  private static final String READ = "URI:DIR-RO:" + READ_KEY + ":" + KEY_HASH;
  private static final String VERIFY = "URI:DIR-Verifier:" + KEY_HASH;

  static Stream<String> texts() {
    return Stream.of(WRITE, READ, VERIFY);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aCapability_printsToTheTextItWasReadFrom(String text) {
    Capability cap = Capability.parse(text);

    assertThat(cap.toUri()).isEqualTo(text);
    assertThat(cap.isDirectory()).isTrue();
    assertThat(cap.isMutable()).isTrue();
    assertThat(cap.toString()).doesNotContain(WRITE_KEY).doesNotContain(READ_KEY);
  }

  @Test
  void aWriteCapability_givesUpPowerStepByStep() {
    Capability write = Capability.parse(WRITE);

    assertThat(write.readCap()).map(Capability::toUri).hasValue(READ);
    assertThat(write.verifyCap()).map(Capability::toUri).hasValue(VERIFY);
    assertThat(write.readCap().orElseThrow().verifyCap()).isEqualTo(write.verifyCap());
    assertThat(write.verifyCap().orElseThrow().readCap()).isEmpty();
    assertThat(write.verifyCap().orElseThrow().storageIndex())
        .hasToString("vvwmi5qcrr3it4vwe2cnj4vah4");
  }

  @Test
  void aSigningKey_isTheOneThatTheKeyHashNames() {
    VdriveWriteCap write = new VdriveWriteCap(new Secret(Bytes.wrap(new byte[32])));

    assertThat(VdriveVerifyCap.of(write.signingKey().verifyingKey()))
        .isEqualTo(write.toReadCap().verify());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URI:DIR:",
        "URI:DIR:" + WRITE_KEY + ":",
        "URI:DIR:" + WRITE_KEY + ":" + KEY_HASH,
        "URI:DIR:73wkejkiklt6jdl4bypfyubkay",
        "URI:DIR-RO:" + READ_KEY,
        "URI:DIR-RO:" + READ_KEY + ":" + KEY_HASH + ":3",
        "URI:DIR-RO:73wkejkiklt6jdl4bypfyubkay:" + KEY_HASH,
        "URI:DIR-RO:" + READ_KEY + ":73wkejkiklt6jdl4bypfyubkay",
        "URI:DIR-Verifier:73wkejkiklt6jdl4bypfyubkay",
        "ro." + WRITE,
        "imm." + READ,
      })
  void aMalformedCapability_isRefusedWithoutBeingQuoted(String text) {
    assertThatThrownBy(() -> Capability.parse(text))
        .isInstanceOf(GridException.class)
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.BAD_CAP)).isTrue())
        .hasMessageNotContaining(WRITE_KEY)
        .hasMessageNotContaining(READ_KEY)
        .hasMessageNotContaining(KEY_HASH);
  }
}
