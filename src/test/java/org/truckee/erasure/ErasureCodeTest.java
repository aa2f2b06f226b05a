package org.truckee.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.backblaze.erasure.CodingLoop;
import com.backblaze.erasure.InputOutputByteTableCodingLoop;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.testing.known.Golden;

class ErasureCodeTest {
  private static final CodingLoop REFERENCE = new InputOutputByteTableCodingLoop();

  static Stream<CodingLoop> loops() {
    return Stream.of(new PackedCodingLoop(), CodingLoops.vector().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("loops")
  void theBlocks_areThoseOfZfec(CodingLoop loop) {
    for (JsonNode row : Golden.json("primitives.json").get("zfec")) {
      int needed = row.get("k").asInt();
      byte[][] expected = blocks(row.get("all"));
      byte[][] blocks = new byte[row.get("n").asInt()][17];
      for (int i = 0; i < needed; i++) blocks[i] = expected[i].clone();

      new ErasureCode(needed, blocks.length, loop).encode(blocks, 17);

      assertThat(blocks).isDeepEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void everyLength_isCodedAsByJavaReedSolomon(CodingLoop loop) {
    for (int[] code :
        new int[][] {{1, 1}, {1, 4}, {3, 10}, {7, 8}, {16, 16}, {101, 256}, {256, 256}}) {
      ErasureCode own = new ErasureCode(code[0], code[1], loop);
      ErasureCode reference = new ErasureCode(code[0], code[1], REFERENCE);
      for (int length :
          new int[] {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 2047, 2048, 2049, 4097, 10_000}) {
        byte[][] ours = random(code[0], code[1], length);
        byte[][] theirs = Arrays.stream(ours).map(byte[]::clone).toArray(byte[][]::new);

        own.encode(ours, length);
        reference.encode(theirs, length);

        assertThat(Arrays.deepEquals(ours, theirs))
            .as("%d bytes in %d of %d blocks", length, code[0], code[1])
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void anyChoiceOfBlocks_givesTheFirstOnesBack(CodingLoop loop) {
    Random random = new Random(1);
    for (int[] code :
        new int[][] {
          {1, 1}, {1, 4}, {3, 10}, {7, 8}, {71, 255}, {101, 256}, {1, 256}, {255, 256}, {256, 256}
        }) {
      ErasureCode erasure = new ErasureCode(code[0], code[1], loop);
      byte[][] blocks = random(code[0], code[1], 321);
      erasure.encode(blocks, 321);
      for (int round = 0; round < 20; round++) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, code[1]).boxed().toList());
        Collections.shuffle(numbers, random);
        int[] chosen = numbers.subList(0, code[0]).stream().mapToInt(Integer::intValue).toArray();
        byte[][] given =
            Arrays.stream(chosen).mapToObj(i -> blocks[i].clone()).toArray(byte[][]::new);

        byte[][] decoded = erasure.decode(chosen, given, 321);

        assertThat(decoded).isDeepEqualTo(Arrays.copyOf(blocks, code[0]));
      }
    }
  }

  @Test
  void impossibleCodes_areRefused() {
    for (int[] code : new int[][] {{0, 1}, {2, 1}, {1, 257}, {-1, 5}}) {
      assertThatThrownBy(() -> ErasureCode.of(code[0], code[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void blocksOfTheSameOrAnImpossibleNumber_areRefused() {
    ErasureCode code = ErasureCode.of(3, 10);
    for (int[] numbers : new int[][] {{0, 0, 1}, {0, 1, 10}, {-1, 0, 1}, {0, 1}}) {
      assertThatThrownBy(() -> code.decode(numbers, new byte[3][4], 4))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void aBlockThatIsShort_isRefused_whereverItStands(CodingLoop loop) {
    ErasureCode code = new ErasureCode(3, 10, loop);
    for (int which = 0; which < 10; which++) {
      byte[][] blocks = random(3, 10, 4096);
      blocks[which] = new byte[16];
      assertThatThrownBy(() -> code.encode(blocks, 4096))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(blocks[9]).as("nothing was coded").containsOnly(0);
    }
    for (int which = 0; which < 3; which++) {
      byte[][] blocks = new byte[3][4096];
      blocks[which] = new byte[16];
      assertThatThrownBy(() -> code.decode(new int[] {9, 1, 5}, blocks, 4096))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> code.encode(new byte[10][4], -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("loops")
  void aLoop_looksAtTheLengthOfEachInputAndOutput(CodingLoop loop) {
    for (int which = 0; which < 5; which++) {
      byte[][] arrays = new byte[5][4096];
      arrays[which] = new byte[4095];
      byte[][] inputs = Arrays.copyOf(arrays, 3);
      byte[][] outputs = Arrays.copyOfRange(arrays, 3, 5);
      byte[][] coefficients = new byte[2][3];
      for (int offset : new int[] {0, 4000, 4095})
        assertThatThrownBy(
                () ->
                    loop.codeSomeShards(coefficients, inputs, 3, outputs, 2, offset, 4096 - offset))
            .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aJvmWithTheVectorModule_usesIt() {
    assertThat(CodingLoops.fastest().getClass().getSimpleName()).isEqualTo("VectorCodingLoop");
  }

  private static byte[][] random(int needed, int total, int length) {
    Random random = new Random(needed * 1000L + length);
    byte[][] blocks = new byte[total][length];
    for (int i = 0; i < needed; i++) random.nextBytes(blocks[i]);
    return blocks;
  }

  private static byte[][] blocks(JsonNode texts) {
    byte[][] blocks = new byte[texts.size()][];
    for (int i = 0; i < blocks.length; i++)
      blocks[i] = HexFormat.of().parseHex(texts.get(i).asText());
    return blocks;
  }
}
