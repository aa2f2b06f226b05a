package org.truckee.node.invite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encoding for small grids and large ones. */
class FittingEncodingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 3, 7, 10",
    "1, 1, 1, 1",
    "2, 1, 1, 2",
    "3, 2, 2, 3",
    "4, 2, 3, 4",
    "5, 2, 4, 5",
    "7, 2, 5, 7",
    "8, 3, 6, 8",
    "10, 3, 7, 10",
    "500, 3, 7, 10"
  })
  void anEncoding_fitsTheNumberOfServers(int servers, int needed, int happy, int total) {
    assertThat(FittingEncoding.of(servers)).isEqualTo(new FittingEncoding(needed, happy, total));
  }

  @Test
  void anEncoding_isPossible() {
    for (int servers = 1; servers < 30; servers++) {
      FittingEncoding encoding = FittingEncoding.of(servers);
      assertThat(encoding.needed()).isBetween(1, encoding.happy());
      assertThat(encoding.happy()).isLessThanOrEqualTo(encoding.total());
      assertThat(encoding.total()).isLessThanOrEqualTo(servers);
    }
  }
}
