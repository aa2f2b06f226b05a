package org.truckee.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cutting of files into segments and blocks: a table, and laws of all sizes. */
class SegmentationTest {
  /** Cases of Tahoe's default, segments of 128 KiB for 3 shares, and small files. */
  @ParameterizedTest
  @CsvSource({
    "1, 131072, 3, 3, 1, 1, 1",
    "56, 131072, 3, 57, 1, 19, 19",
    "131072, 131072, 3, 131073, 1, 43691, 43691",
    "131073, 131072, 3, 131073, 1, 43691, 43691",
    "131074, 131072, 3, 131073, 2, 43691, 43692",
    "262146, 131072, 3, 131073, 2, 43691, 87382",
    "1000, 100, 1, 100, 10, 100, 1000",
    "1001, 100, 1, 100, 11, 100, 1001",
    "1000, 100, 256, 256, 4, 1, 4"
  })
  void aFile_isCutSo(
      long size, int largest, int needed, int segment, long segments, int block, long share) {
    Segmentation cut = Segmentation.of(size, largest, needed);
    assertThat(cut.segmentSize()).isEqualTo(segment);
    assertThat(cut.segments()).isEqualTo(segments);
    assertThat(cut.blockSize()).isEqualTo(block);
    assertThat(cut.shareDataSize()).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void ofEverySize_nothingIsLostAndNothingAdded(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      int needed = 1 + random.nextInt(256);
      long size = 1 + random.nextLong(1 << random.nextInt(1, 24));
      Segmentation cut = Segmentation.of(size, 1024 + random.nextInt(1 << 18), needed);

      long plain = 0;
      long data = 0;
      for (long segment = 0; segment < cut.segments(); segment++) {
        plain += cut.segmentLength(segment);
        data += cut.blockLength(segment);
        assertThat(cut.blockLength(segment)).isPositive().isLessThanOrEqualTo(cut.blockSize());
        int padded = cut.blockLength(segment) * needed;
        assertThat(padded - cut.segmentLength(segment)).isBetween(0, needed - 1);
        assertThat(cut.segmentAt(plain - 1)).isEqualTo(segment);
      }
      assertThat(plain).isEqualTo(size);
      assertThat(cut.shareDataSize()).isEqualTo(data);
      assertThat(cut.paddedTail()).isEqualTo(cut.blockLength(cut.segments() - 1) * needed);
    }
  }

  @Test
  void aFileLargerThanAnyDisk_hasNumbers() {
    Segmentation cut = Segmentation.of(1L << 60, 1 << 20, 3);
    assertThat(cut.segments()).isEqualTo(((1L << 60) + cut.segmentSize() - 1) / cut.segmentSize());
    assertThat(cut.shareDataSize() * 3).isBetween(1L << 60, (1L << 60) + 3L * cut.segmentSize());
    assertThat(cut.segmentAt((1L << 60) - 1)).isEqualTo(cut.segments() - 1);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 3", "-1, 3, 3", "10, 4, 3", "10, 0, 3", "10, 3, 0", "10, 257, 257"})
  void whatCannotBeCut_isRefused(long size, int segment, int needed) {
    assertThatThrownBy(() -> new Segmentation(size, segment, needed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSegmentOrByteThatIsNotThere_isRefused() {
    Segmentation cut = Segmentation.of(1000, 1024, 3);
    assertThatThrownBy(() -> cut.segmentLength(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cut.segmentAt(1000)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cut.segmentAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
