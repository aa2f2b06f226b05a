package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

class ChkDecoderTest {
  private static final Secret CONVERGENCE = new Secret(Bytes.utf8("decoder"));

  static Stream<Arguments> encodings() {
    return Stream.of(
            new int[] {1, 1},
            new int[] {1, 5},
            new int[] {2, 3},
            new int[] {3, 10},
            new int[] {10, 10},
            new int[] {71, 255},
            new int[] {101, 256},
            new int[] {256, 256})
        .flatMap(
            code ->
                Stream.of(1, 55, 56, 4095, 4096, 4097, 20_000)
                    .map(size -> Arguments.of(code[0], code[1], size)));
  }

  @ParameterizedTest(name = "{0}-of-{1}, {2} bytes")
  @MethodSource("encodings")
  void aFile_comesBackFromARandomChoiceOfShares(int needed, int total, int size) {
    byte[] plaintext = Golden.stream("decoder", size);
    EncodedShares file = EncodedShares.convergent(plaintext, CONVERGENCE, needed, total, 4096);
    Random random = new Random(size);

    for (int round = 0; round < 3; round++) {
      List<Integer> all = new ArrayList<>(IntStream.range(0, total).boxed().toList());
      Collections.shuffle(all, random);
      assertThat(file.decode(all.subList(0, needed))).isEqualTo(plaintext);
    }
  }

  @Test
  void aFileOf3of10_comesBackFromEveryChoiceOfThreeShares() {
    byte[] plaintext = Golden.stream("decoder", 10_000);
    EncodedShares file = EncodedShares.convergent(plaintext, CONVERGENCE, 3, 10, 4096);

    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < 10; b++) {
        for (int c = 0; c < 10; c++) {
          if (a != b && b != c && a != c)
            assertThat(file.decode(List.of(a, b, c))).isEqualTo(plaintext);
        }
      }
    }
  }

  @Test
  void anyFlippedByteOfAShare_isNoticedOrMakesNoDifference() {
    byte[] plaintext = Golden.stream("decoder", 9_000);
    EncodedShares file = EncodedShares.convergent(plaintext, CONVERGENCE, 3, 10, 4096);
    byte[] share = file.shares().get(4);
    int noticed = 0;

    for (int i = 0; i < share.length; i++) {
      share[i] ^= 0x40;
      try {
        assertThat(file.decode(List.of(4, 1, 8))).isEqualTo(plaintext);
      } catch (GridException e) {
        assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT);
        noticed++;
      }
      share[i] ^= 0x40;
    }
    // Readers have no use for two fields of the header, one offset, and the plaintext hashes.
    int unused = 4 + 4 + 4 + 7 * 32;
    assertThat(noticed).isEqualTo(share.length - unused);
  }

  @Test
  void aShareUnderAnotherNumber_isNoticed() {
    EncodedShares file = EncodedShares.convergent(new byte[500], CONVERGENCE, 3, 10, 4096);
    List<byte[]> swapped = new ArrayList<>(file.shares());
    Collections.swap(swapped, 0, 1);

    assertThat(open(new EncodedShares(file.cap(), swapped), 0)).isNull();
  }

  @Test
  void aShareThatBreaksOffAnywhere_isNoticed() {
    EncodedShares file = EncodedShares.convergent(new byte[500], CONVERGENCE, 3, 10, 4096);
    byte[] whole = file.shares().get(0);

    for (int length = 0; length < whole.length; length++) {
      assertThat(open(new EncodedShares(file.cap(), List.of(Arrays.copyOf(whole, length))), 0))
          .isNull();
    }
  }

  private static CheckedShare open(EncodedShares file, int number) {
    try {
      return file.check(number);
    } catch (GridException e) {
      assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT);
      return null;
    }
  }
}
