package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

/**
 * A block is proved by few bytes of its share, and found out by the same ones that readers need.
 */
class BlockProofTest {
  private static final int SEGMENT = 40;

  private static EncodedShares file(int size, int segment, int needed, int total) {
    Secret key = new Secret(Bytes.wrap(Arrays.copyOf(Golden.stream("key", 16), 16)));
    Segmentation cut = Segmentation.of(size, segment, needed);
    return EncodedShares.encode(Golden.stream("block proofs", size), key, cut, total);
  }

  /** Reads only what a proof of block {@code index} takes. */
  private static void prove(EncodedShares file, int number, byte[] share, long index) {
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
    Bytes end = read(share, ShareFoot.place(layout));
    ShareFoot foot = ShareFoot.check(file.cap().toVerifyCap(), number, layout, end);
    BlockProof proof = new BlockProof(layout, foot, index);
    Map<Long, Bytes> known = new TreeMap<>();
    for (Extent extent : Extent.joined(proof.extents(), 0))
      known.put(extent.begin(), read(share, extent));
    proof.check(new PartialBytes(known));
  }

  private static Bytes read(byte[] share, Extent extent) {
    int from = (int) Math.min(extent.begin(), share.length);
    return Bytes.copyOf(share, from, (int) Math.min(extent.end(), share.length));
  }

  private static boolean isProved(EncodedShares file, int number, byte[] share, long index) {
    return holds(() -> prove(file, number, share, index));
  }

  /** Returns whether a check of the whole share, as a verifier does it, finds nothing. */
  private static boolean isWhole(EncodedShares file, int number, byte[] share) {
    return holds(
        () -> {
          CheckedShare checked = file.with(number, share).check(number);
          Segmentation cut = checked.ueb().segmentation();
          for (long i = 0; i < cut.segments(); i++) {
            long begin = checked.layout().blockOffset(cut, i);
            Bytes block = read(share, Extent.of(begin, cut.blockLength(i)));
            if (!checked.vouchesFor(i, block.toArray()))
              throw new GridException(GridException.Kind.CORRUPT, "a bad block");
          }
        });
  }

  private static boolean holds(Runnable check) {
    try {
      check.run();
      return true;
    } catch (GridException corrupt) {
      assertThat(corrupt.kind()).isEqualTo(GridException.Kind.CORRUPT);
      return false;
    }
  }

  private static byte[] flipped(byte[] share, int place) {
    byte[] flipped = share.clone();
    flipped[place] ^= 1;
    return flipped;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "56, 1, 1",
    "39, 3, 10",
    "40, 2, 4",
    "41, 2, 4",
    "350, 3, 10",
    "300, 71, 255"
  })
  void everyBlock_isProved(int size, int needed, int total) {
    EncodedShares file = file(size, SEGMENT * needed, needed, total);
    for (int number = 0; number < total; number++)
      for (long i = 0; i < Segmentation.of(size, SEGMENT * needed, needed).segments(); i++)
        prove(file, number, file.shares().get(number), i);
  }

  /** Sizes whose trees have no hashes that only fill them up. */
  @ParameterizedTest
  @ValueSource(ints = {SEGMENT - 3, 2 * SEGMENT, 4 * SEGMENT - 3})
  void everyFlippedByteThatAVerifierFinds_isFoundBySomeBlock_andNoOther(int size) {
    EncodedShares file = file(size, SEGMENT, 2, 4);
    byte[] share = file.shares().get(1);
    for (int place = 0; place < share.length; place++) {
      byte[] flipped = flipped(share, place);
      boolean proved = true;
      for (long i = 0; i < (size + SEGMENT - 1) / SEGMENT; i++)
        proved &= isProved(file, 1, flipped, i);
      assertThat(proved).as("byte %d", place).isEqualTo(isWhole(file, 1, flipped));
    }
  }

  /** Block size, data size and the place of the unused plaintext hashes are for no reader. */
  @Test
  void everyFlippedByteThatABlockStandsOn_isFoundByThatBlock() {
    EncodedShares file = file(7 * SEGMENT + 3, SEGMENT, 2, 4);
    byte[] share = file.shares().get(2);
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
    for (long i = 0; i < 8; i++) {
      ShareFoot foot =
          ShareFoot.check(
              file.cap().toVerifyCap(), 2, layout, read(share, ShareFoot.place(layout)));
      List<Extent> used = new ArrayList<>(new BlockProof(layout, foot, i).extents());
      used.addAll(List.of(new Extent(0, 4), new Extent(12, 16), new Extent(20, 36)));
      used.add(new Extent(layout.offsets().shareHashes(), share.length));
      for (Extent extent : used)
        for (int place = (int) extent.begin(); place < extent.end(); place++)
          assertThat(isProved(file, 2, flipped(share, place), i)).as("byte %d", place).isFalse();
    }
  }

  @Test
  void otherBytesThatAreGoodElsewhere_proveNothing() {
    EncodedShares file = file(4 * SEGMENT, SEGMENT, 2, 4);
    EncodedShares other = file(8 * SEGMENT, SEGMENT, 2, 4);
    byte[] share = file.shares().get(0);
    byte[] swapped = share.clone();
    System.arraycopy(share, 36 + SEGMENT / 2, swapped, 36, SEGMENT / 2);

    assertThat(isProved(file, 0, swapped, 0)).as("the next block").isFalse();
    assertThat(isProved(file, 0, file.shares().get(1), 0)).as("the next share").isFalse();
    assertThat(isProved(file, 0, other.shares().get(0), 0)).as("another file").isFalse();
    byte[] foreign = share.clone();
    System.arraycopy(file.shares().get(1), 36, foreign, 36, 2 * SEGMENT);
    assertThat(isProved(file, 0, foreign, 3)).as("another share's blocks").isFalse();
  }

  @Test
  void aShareThatBreaksOffAnywhere_isFoundOut() {
    EncodedShares file = file(4 * SEGMENT, SEGMENT, 2, 4);
    byte[] share = file.shares().get(3);
    for (int length = 4; length < share.length; length++)
      assertThat(isProved(file, 3, Arrays.copyOf(share, length), 1)).isFalse();
  }

  @Test
  void placesWhereNothingCanLie_areDamage() {
    EncodedShares file = file(4 * SEGMENT, SEGMENT, 2, 4);
    byte[] share = file.shares().get(0);
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
    ShareFoot foot =
        ShareFoot.check(file.cap().toVerifyCap(), 0, layout, read(share, ShareFoot.place(layout)));
    long far = Long.MAX_VALUE - 20;
    ShareLayout impossible =
        new ShareLayout(2, 20, 80, new ShareLayout.Offsets(far, far, far, far, far, far));
    assertThatThrownBy(() -> new BlockProof(impossible, foot, 1).extents())
        .isInstanceOf(GridException.class);
    assertThatThrownBy(() -> ShareFoot.place(impossible)).isInstanceOf(GridException.class);
  }

  @Test
  void aShareOfTenGigabytes_isProvedByLittleMoreThanABlock() {
    long size = 10L << 30;
    Segmentation cut = Segmentation.of(size, 1 << 20, 3);
    Bytes any = Bytes.wrap(new byte[32]);
    ShareFoot foot =
        new ShareFoot(
            0,
            new UriExtensionBlock(cut, 10, any, any, any),
            any,
            Map.of(HashTree.firstLeaf(10), any));
    ShareLayout layout = ShareLayout.forWriting(cut, 10);
    for (long index : new long[] {0, 1, 5_000, cut.segments() - 1}) {
      List<Extent> asked = Extent.joined(new BlockProof(layout, foot, index).extents(), 8 << 10);
      long bytes = asked.stream().mapToLong(Extent::length).sum();
      assertThat(bytes).isBetween(cut.blockSize() / 2L, cut.blockSize() + (64L << 10));
      assertThat(asked).hasSizeLessThan(16);
    }
    assertThat(ShareFoot.place(layout).length()).isLessThan(3_000);
  }
}
