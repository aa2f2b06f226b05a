package org.truckee.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TestKeys;

/** A block of a mutable share is proved by its head, itself and a few hashes. */
class StoredBlockProofTest {
  private static final FileKeyPair KEYS = Waiting.of(TestKeys.next());
  private static final int SEGMENT = 400;

  private static List<Bytes> shares(MutableFormat format, int size) {
    int segment = format == MutableFormat.SDMF ? size + size % 2 : Math.min(size, SEGMENT);
    VersionTerms terms = new VersionTerms(format, 5, 2, 4, segment + segment % 2, size);
    byte[] contents = Golden.stream("stored block proofs", size);
    return WholeVersion.encode(contents, terms, KEYS, new SecureRandom()).shares();
  }

  private static MutableVerifyCap cap(MutableFormat format) {
    return KEYS.writeCap(format).toReadCap().toVerifyCap();
  }

  private static ShareHead head(MutableFormat format, int number, Bytes share) {
    Bytes first = share.slice(0, Math.min(share.size(), ShareHead.SIZE));
    return ShareHead.check(number, first, cap(format), ConcurrentHashMap.newKeySet());
  }

  private static boolean isProved(MutableFormat format, int number, Bytes share, long index) {
    return holds(
        () -> {
          StoredBlockProof proof = new StoredBlockProof(head(format, number, share), index);
          Map<Long, Bytes> known = new TreeMap<>();
          for (Extent extent : Extent.joined(proof.extents(), 0))
            known.put(extent.begin(), read(share, extent));
          proof.check(new PartialBytes(known));
        });
  }

  private static Bytes read(Bytes share, Extent extent) {
    int from = (int) Math.min(extent.begin(), share.size());
    return share.slice(from, (int) Math.min(extent.end(), share.size()));
  }

  /** Returns whether a check of all blocks and all block hashes finds nothing. */
  private static boolean isWhole(MutableFormat format, int number, Bytes share) {
    return holds(
        () -> {
          ShareHead head = head(format, number, share);
          MutableLayout.Part place = head.layout().blockHashes();
          HashTree tree =
              head.checkBlockHashes(read(share, new Extent(place.begin(), place.end())));
          for (int i = 0; i < head.prefix().segments(); i++) {
            MutableLayout.Part block = head.layout().block(head.prefix(), i);
            Bytes stored = read(share, new Extent(block.begin(), block.end()));
            if (!Tag.BLOCK.hash(stored).equals(tree.leaf(i)))
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

  private static long segments(MutableFormat format, int size) {
    return format == MutableFormat.SDMF || size == 0 ? 1 : (size + SEGMENT - 1) / SEGMENT;
  }

  @ParameterizedTest
  @CsvSource({
    "SDMF, 0",
    "SDMF, 1",
    "SDMF, 900",
    "MDMF, 0",
    "MDMF, 1",
    "MDMF, 400",
    "MDMF, 1999",
    "MDMF, 9000"
  })
  void everyBlock_isProved(MutableFormat format, int size) {
    List<Bytes> shares = shares(format, size);
    for (int number = 0; number < shares.size(); number++)
      for (long i = 0; i < segments(format, size); i++)
        assertThat(isProved(format, number, shares.get(number), i)).isTrue();
  }

  /** Sizes whose trees have no hashes that only fill them up. */
  @ParameterizedTest
  @CsvSource({"SDMF, 0", "SDMF, 301", "MDMF, 0", "MDMF, 1599"})
  void everyFlippedByteThatAVerifierFinds_isFoundBySomeBlock_andNoOther(
      MutableFormat format, int size) {
    Bytes share = shares(format, size).get(1);
    for (int place = 0; place < share.size(); place += place < 130 ? 2 : 13) {
      byte[] bytes = share.toArray();
      bytes[place] ^= 1;
      Bytes flipped = Bytes.wrap(bytes);
      boolean proved = true;
      for (long i = 0; i < segments(format, size); i++) proved &= isProved(format, 1, flipped, i);
      assertThat(proved).as("byte %d", place).isEqualTo(isWhole(format, 1, flipped));
    }
  }

  @Test
  void aGoodShareOfAnotherNumberOrBlock_provesNothing() {
    List<Bytes> shares = shares(MutableFormat.MDMF, 1599);
    assertThat(isProved(MutableFormat.MDMF, 0, shares.get(1), 2)).isFalse();
    MutableLayout layout = head(MutableFormat.MDMF, 0, shares.get(0)).layout();
    byte[] swapped = shares.get(0).toArray();
    int begin = (int) layout.data().begin();
    int length = SEGMENT / 2 + SignedPrefix.SALT_SIZE;
    System.arraycopy(swapped, begin + length, swapped, begin, length);
    assertThat(isProved(MutableFormat.MDMF, 0, Bytes.wrap(swapped), 0)).isFalse();
    assertThat(isProved(MutableFormat.MDMF, 0, Bytes.wrap(swapped), 1)).isTrue();
  }

  @Test
  void aShareThatBreaksOff_isFoundOut() {
    Bytes share = shares(MutableFormat.MDMF, 1599).get(2);
    for (int length = 0; length < share.size(); length += 41)
      assertThat(
              isProved(
                  MutableFormat.MDMF, 2, Bytes.wrap(Arrays.copyOf(share.toArray(), length)), 3))
          .isFalse();
  }

  @Test
  void aShareOfTenGigabytes_isProvedByLittleMoreThanABlock() {
    Bytes any = Bytes.wrap(new byte[32]);
    VersionTerms terms = new VersionTerms(MutableFormat.MDMF, 1, 3, 10, 131_073, 10L << 30);
    SignedPrefix prefix = new SignedPrefix(terms, any, Bytes.EMPTY);
    MutableLayout layout = MutableLayout.forWriting(prefix, 292, 256, 1216);
    ShareHead head = new ShareHead(0, prefix, layout, Map.of());
    List<Extent> asked = Extent.joined(new StoredBlockProof(head, 70_000).extents(), 8 << 10);
    assertThat(asked.stream().mapToLong(Extent::length).sum())
        .isLessThan(131_073 / 3 + 16 + (32 << 10));
    assertThat(asked).hasSizeLessThan(16);
  }
}
