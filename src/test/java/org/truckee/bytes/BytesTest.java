package org.truckee.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of bytes: nobody can change one, and equal contents are the same value. */
class BytesTest {
  private static final Bytes HELLO = Bytes.utf8("hello");

  @Test
  void aSlice_isAValueOfItsOwn() {
    assertThat(HELLO.slice(1, 4)).isEqualTo(Bytes.utf8("ell")).hasSameHashCodeAs(Bytes.utf8("ell"));
    assertThat(HELLO.slice(1, 4).slice(1, 2).toUtf8()).isEqualTo("l");
    assertThat(HELLO.slice(5, 5)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void aSlice_isNoWayBeyondItsEnds() {
    Bytes slice = HELLO.slice(1, 3);
    assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(slice.asByteBuffer().remaining()).isEqualTo(2);
  }

  @Test
  void whatIsHandedOut_changesNothing() {
    HELLO.toArray()[0] = 'j';
    assertThat(HELLO.toUtf8()).isEqualTo("hello");
    assertThatThrownBy(() -> HELLO.asByteBuffer().put(0, (byte) 'j'))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void aCopy_isNotChangedByItsSource() {
    byte[] source = {1, 2, 3};
    Bytes copy = Bytes.copyOf(source, 0, 3);
    source[0] = 9;
    assertThat(copy.at(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, b, -1", "b, a, 1", "a, ab, -1", "ab, a, 1", "ä, z, 1", "a, a, 0"})
  void theOrder_isThatOfUnsignedBytes(String one, String other, int order) {
    assertThat(Integer.signum(Bytes.utf8(one).compareTo(Bytes.utf8(other)))).isEqualTo(order);
  }

  @Test
  void texts_leadBack() {
    Random random = new Random(3);
    for (int length = 0; length < 70; length++) {
      byte[] array = new byte[length];
      random.nextBytes(array);
      Bytes bytes = Bytes.wrap(array);
      assertThat(Bytes.ofHex(bytes.toHex())).isEqualTo(bytes);
      assertThat(Bytes.ofBase32(Base32.encode(array))).isEqualTo(bytes);
      assertThat(bytes.compareTo(Bytes.copyOf(array, 0, length))).isZero();
    }
  }

  @Test
  void parts_areJoinedInTheirOrder() {
    byte[] target = new byte[9];
    Bytes joined = Bytes.concat(Bytes.utf8("ab"), Bytes.EMPTY, HELLO);
    joined.copyTo(target, 1);
    assertThat(joined.toUtf8()).isEqualTo("abhello");
    assertThat(Arrays.copyOfRange(target, 1, 8)).isEqualTo(joined.toArray());
    assertThat(target[0] + target[8]).isZero();
  }

  @Test
  void aSecret_isNotTold() {
    Secret secret = new Secret(HELLO);
    assertThat(secret.toString()).doesNotContain("hello").doesNotContain(secret.reveal());
    assertThat(secret).isEqualTo(Secret.ofBase32(secret.reveal())).hasSameHashCodeAs(secret);
    assertThat(secret).isNotEqualTo(new Secret(Bytes.utf8("hallo")));
    assertThat(secret.size()).isEqualTo(5);
  }
}
