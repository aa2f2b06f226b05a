package org.truckee.protocol.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of bytes as ranges: a table of neighbours, and laws against a set of single bytes. */
class ByteRangesTest {
  private static final int SIZE = 64;

  private final ByteRanges ranges = new ByteRanges();

  @ParameterizedTest
  @CsvSource({
    "'10-20', 20, 30, '10-30', '20-30'",
    "'10-20', 0, 10, '0-20', '0-10'",
    "'10-20', 21, 30, '10-20 21-30', '21-30'",
    "'10-20', 12, 18, '10-20', ''",
    "'10-20', 5, 25, '5-25', '5-10 20-25'",
    "'10-20 30-40', 20, 30, '10-40', '20-30'",
    "'10-20 30-40 50-60', 15, 55, '10-60', '20-30 40-50'",
    "'', 7, 8, '7-8', '7-8'"
  })
  void aRangeThatIsAdded_joinsWhatItTouches(
      String before, long begin, long end, String after, String added) {
    for (ByteRange range : parse(before)) ranges.add(range);

    assertThat(ranges.add(new ByteRange(begin, end))).isEqualTo(parse(added));
    assertThat(ranges.present(new ByteRange(0, SIZE))).isEqualTo(parse(after));
    assertThat(ranges.count()).isEqualTo(parse(after).size());
  }

  @ParameterizedTest
  @CsvSource({
    "'10-20', 12, 18, '10-12 18-20'",
    "'10-20', 0, 64, ''",
    "'10-20 30-40', 15, 35, '10-15 35-40'",
    "'10-20', 20, 30, '10-20'",
    "'10-20', 10, 20, ''"
  })
  void aRangeThatIsTakenOut_leavesTheRest(String before, long begin, long end, String after) {
    for (ByteRange range : parse(before)) ranges.add(range);

    ranges.remove(new ByteRange(begin, end));

    assertThat(ranges.present(new ByteRange(0, SIZE))).isEqualTo(parse(after));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tenThousandChanges_leaveWhatASetOfBytesHolds(long seed) {
    Random random = new Random(seed);
    BitSet bytes = new BitSet();
    for (int step = 0; step < 10_000; step++) {
      ByteRange range = range(random);
      if (random.nextInt(3) > 0) {
        assertThat(ranges.add(range)).isEqualTo(clear(bytes, range));
        bytes.set((int) range.begin(), (int) range.end());
      } else {
        ranges.remove(range);
        bytes.clear((int) range.begin(), (int) range.end());
      }
      ByteRange question = range(random);
      assertThat(ranges.present(question)).isEqualTo(set(bytes, question));
      assertThat(ranges.missing(question)).isEqualTo(clear(bytes, question));
    }
  }

  @Test
  void rangesThatTouch_areOne() {
    for (int at = 0; at < SIZE; at += 2) ranges.add(new ByteRange(at, at + 1));
    assertThat(ranges.count()).isEqualTo(SIZE / 2);

    for (int at = 1; at < SIZE; at += 2) ranges.add(new ByteRange(at, at + 1));
    assertThat(ranges.count()).isOne();
  }

  private static ByteRange range(Random random) {
    int begin = random.nextInt(SIZE);
    return new ByteRange(begin, begin + 1 + random.nextInt(SIZE - begin));
  }

  private static List<ByteRange> set(BitSet bytes, ByteRange within) {
    List<ByteRange> runs = new ArrayList<>();
    int at = bytes.nextSetBit((int) within.begin());
    while (at >= 0 && at < within.end()) {
      int end = (int) Math.min(bytes.nextClearBit(at), within.end());
      runs.add(new ByteRange(at, end));
      at = bytes.nextSetBit(end);
    }
    return runs;
  }

  private static List<ByteRange> clear(BitSet bytes, ByteRange within) {
    BitSet others = new BitSet();
    others.set(0, SIZE + 1);
    others.andNot(bytes);
    return set(others, within);
  }

  private static List<ByteRange> parse(String text) {
    List<ByteRange> ranges = new ArrayList<>();
    for (String range : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      String[] ends = range.split("-", -1);
      ranges.add(new ByteRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
    }
    return ranges;
  }
}
