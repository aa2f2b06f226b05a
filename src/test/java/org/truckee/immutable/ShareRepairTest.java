package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.erasure.Segmentation;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

class ShareRepairTest {
  private static final Secret CONVERGENCE = new Secret(Bytes.utf8("repair"));
  private static final int SEGMENT = 1024;

  private static EncodedShares encode(int needed, int total, int size) {
    byte[] plaintext = Golden.stream("repair", size);
    return EncodedShares.convergent(plaintext, CONVERGENCE, needed, total, SEGMENT);
  }

  /** The shares {@code wanted}, made from the shares {@code left} alone. */
  private static SortedMap<Integer, byte[]> repair(
      EncodedShares file, List<Integer> left, Set<Integer> wanted) {
    Map<Integer, CheckedShare> checked =
        left.stream().collect(Collectors.toMap(Function.identity(), file::check));
    CheckedShare model = checked.get(left.get(0));
    Segmentation cut = model.ueb().segmentation();
    Map<Integer, Bytes> roots = new TreeMap<>();
    checked.forEach((number, share) -> roots.put(number, share.root()));
    ShareRepair repair = new ShareRepair(model, roots, wanted);
    Map<Integer, ByteArrayOutputStream> made = new TreeMap<>();
    for (int number : wanted) {
      made.put(number, new ByteArrayOutputStream());
      made.get(number).writeBytes(ShareLayout.forWriting(cut, repair.total()).header().toArray());
    }
    ChkDecoder decoder = ChkDecoder.withoutKey(model.ueb());
    for (long index = 0; index < cut.segments(); index++) {
      List<ChkDecoder.Block> blocks = new ArrayList<>();
      for (int number : left.subList(0, cut.needed()))
        blocks.add(file.block(checked.get(number), index));
      EncodedSegment segment = repair.encode(decoder.decode(index, blocks), 0);
      made.forEach((number, out) -> out.writeBytes(bytes(segment.block(number))));
    }
    SortedMap<Integer, byte[]> shares = new TreeMap<>();
    repair
        .finish()
        .forEach(
            (number, tail) -> {
              made.get(number).writeBytes(tail.toArray());
              shares.put(number, made.get(number).toByteArray());
              assertThat(shares.get(number)).hasSize((int) ShareRepair.shareSize(model));
            });
    return shares;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void assertRepaired(EncodedShares file, List<Integer> left) {
    Set<Integer> lost = new TreeSet<>(IntStream.range(0, file.shares().size()).boxed().toList());
    lost.removeAll(left);
    SortedMap<Integer, byte[]> made = repair(file, left, lost);
    assertThat(made.keySet()).isEqualTo(lost);
    for (int number : lost)
      assertThat(made.get(number))
          .as("%d from %s", number, left)
          .isEqualTo(file.shares().get(number));
  }

  @Test
  void everySubsetOfSevenLostOfTen_isMadeAnewToTheByte() {
    EncodedShares file = encode(3, 10, 2 * SEGMENT + 100);
    int subsets = 0;
    for (int bits = 0; bits < 1 << 10; bits++) {
      if (Integer.bitCount(bits) < 3) continue;
      int kept = bits;
      assertRepaired(
          file, IntStream.range(0, 10).filter(i -> (kept >> i & 1) != 0).boxed().toList());
      subsets++;
    }
    assertThat(subsets).isEqualTo(968);
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
            new int[] {1, 1},
            new int[] {1, 5},
            new int[] {2, 3},
            new int[] {10, 10},
            new int[] {71, 255},
            new int[] {101, 256})
        .flatMap(
            code -> Stream.of(56, 1025, 3000).map(size -> Arguments.of(code[0], code[1], size)));
  }

  @ParameterizedTest(name = "{0}-of-{1}, {2} bytes")
  @MethodSource("encodings")
  void randomLosses_areMadeAnewToTheByte(int needed, int total, int size) {
    EncodedShares file = encode(needed, total, size);
    Random random = new Random(size);
    for (int round = 0; round < 2; round++) {
      List<Integer> all = new ArrayList<>(IntStream.range(0, total).boxed().toList());
      Collections.shuffle(all, random);
      assertRepaired(file, all.subList(0, needed + random.nextInt(total - needed + 1)));
    }
  }

  @Test
  void aCopyOfAShareThatIsThere_isMadeBesideTheMissingOnes() {
    EncodedShares file = encode(3, 10, 3000);

    SortedMap<Integer, byte[]> made = repair(file, List.of(9, 2, 4, 5), Set.of(0, 4));

    assertThat(made.keySet()).containsExactly(0, 4);
    made.forEach((number, share) -> assertThat(share).isEqualTo(file.shares().get(number)));
  }

  @Test
  void aKnownRootSavesTheBlocksOfItsShare() {
    EncodedShares file = encode(3, 10, 3000);
    Map<Integer, Bytes> roots = new TreeMap<>();
    for (int number = 0; number < 7; number++) roots.put(number, file.check(number).root());

    assertThat(new ShareRepair(file.check(0), roots, Set.of(8)).made()).isEqualTo(3);
    assertThat(new ShareRepair(file.check(0), roots, Set.of(1, 8)).made()).isEqualTo(4);
    assertThat(new ShareRepair(file.check(0), Map.of(), Set.of(8)).made()).isEqualTo(10);
  }

  @Test
  void otherCiphertext_neverBecomesAShare() {
    EncodedShares file = encode(3, 10, 3000);
    ShareRepair repair = new ShareRepair(file.check(0), Map.of(), Set.of(8));
    for (int index = 0; index < 3; index++) repair.encode(new byte[2 * SEGMENT], 0);

    assertThatThrownBy(repair::finish)
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT));
  }

  @Test
  void aRepairThatMissesASegment_doesNotFinish() {
    EncodedShares file = encode(3, 10, 3000);
    ShareRepair repair = new ShareRepair(file.check(0), Map.of(), Set.of(8));
    repair.encode(new byte[2 * SEGMENT], 0);

    assertThatThrownBy(repair::finish).isInstanceOf(GridException.class);
  }
}
