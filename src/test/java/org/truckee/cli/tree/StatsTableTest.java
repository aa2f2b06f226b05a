package org.truckee.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of a tree and sizes, laid out as Tahoe lays them out. */
class StatsTableTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void counts_andSizesOfMoreThanAThousand_areSaidForPeopleToo() {
    assertThat(
            StatsTable.of(
                json(
                    "{'count-files': 12345, 'count-directories': 3, 'size-immutable-files': 1000,"
                        + " 'size-directories': 1234567, 'unknown': 4}")))
        .containsExactly(
            "Counts and Total Sizes:",
            "           count-files: 12345",
            "     count-directories: 3",
            "  size-immutable-files: 1000",
            "      size-directories: 1234567    (1.23 MB, 1.18 MiB)");
  }

  @Test
  void theHistogram_showsWhereSizesAreMissing() {
    assertThat(
            StatsTable.of(
                json("{'size-files-histogram': [[1, 3, 2], [4, 10, 15], [1001, 3162, 1]]}")))
        .containsExactly(
            "Counts and Total Sizes:",
            "Size Histogram:",
            "   1-3    : 2     (3 B, 3 B)",
            "   4-10   : 15    (10 B, 10 B)",
            "   ...",
            "1001-3162 : 1     (3.16 kB, 3.09 kiB)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.02 kB",
    "999999, 1000.00 kB",
    "1000000, 1.00 MB",
    "1500000000, 1.50 GB",
    "9223372036854775807, 9.22 EB"
  })
  void sizes_areAbbreviatedByThousands(long size, String text) {
    assertThat(Sizes.decimal(size)).isEqualTo(text);
  }
}
