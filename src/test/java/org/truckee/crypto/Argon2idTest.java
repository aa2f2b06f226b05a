package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

class Argon2idTest {
  /** The test vector of RFC 9106, section 5.3. */
  @Test
  void theHashIsThatOfTheRfc() {
    Secret hash =
        new Argon2id(32, 3, 4)
            .hash(new Secret(many(32, 1)), many(16, 2), many(8, 3), many(12, 4), 32);

    assertThat(hash.bytes())
        .isEqualTo(Bytes.ofHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
  }

  /** What the reference program argon2 makes, without the inputs that are not used here. */
  @ParameterizedTest
  @CsvSource({
    "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
  })
  void theHashIsThatOfTheReference(int memory, int passes, int lanes, String hash) {
    Secret password = new Secret(Bytes.utf8("password"));

    assertThat(new Argon2id(memory, passes, lanes).hash(password, Bytes.utf8("somesalt"), 32))
        .isEqualTo(new Secret(Bytes.ofHex(hash)));
  }

  @Test
  void whatIsUsual_isTheSecondChoiceOfTheRfc() {
    assertThat(Argon2id.USUAL).isEqualTo(new Argon2id(64 * 1024, 3, 4));
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 1", "31, 1, 4", "1048577, 1, 1", "64, 0, 1", "64, 101, 1", "64, 1, 0"})
  void impossibleCosts_areRefused(int memory, int passes, int lanes) {
    assertThatThrownBy(() -> new Argon2id(memory, passes, lanes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes many(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Bytes.wrap(bytes);
  }
}
