package org.truckee.dirnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/** Write capabilities that only holders of the directory's write capability can read. */
class WriteCapSealTest {
  private static final WriteCapSeal SEAL = seal("0123456789abcdef");

  private static WriteCapSeal seal(String key) {
    return new WriteCapSeal(new Secret(Bytes.utf8(key)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "U", "URI:SSK:aaaa:bbbb", "imm.URI:é"})
  void whatIsSealed_isOpenedByTheSameKey(String cap) {
    Bytes sealed = SEAL.seal(cap);
    assertThat(SEAL.open(sealed)).isEqualTo(cap);
    assertThat(sealed.size()).isEqualTo(16 + Bytes.utf8(cap).size() + 32);
  }

  @Test
  void sealedAgain_itIsTheSame_andOfAnotherKeyItIsNot() {
    Bytes sealed = SEAL.seal("URI:SSK:a:b");
    assertThat(SEAL.seal("URI:SSK:a:b")).isEqualTo(sealed);
    assertThat(SEAL.seal("URI:SSK:a:c").slice(0, 16)).isNotEqualTo(sealed.slice(0, 16));
    assertThat(seal("fedcba9876543210").seal("URI:SSK:a:b").slice(16, 27))
        .isNotEqualTo(sealed.slice(16, 27));
  }

  @Test
  void nothing_opensAsNothing() {
    assertThat(SEAL.open(Bytes.EMPTY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 47})
  void aSealThatBreaksOff_isDamaged(int length) {
    assertThatThrownBy(() -> SEAL.open(Bytes.wrap(new byte[length])))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.CORRUPT));
  }
}
