package org.truckee.node.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopeTest {
  private final Slope slope = new Slope();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2, -1})
  void aPower_isFound(double power) {
    for (int size : new int[] {10, 30, 100, 1_000_000}) slope.add(size, 7 * Math.pow(size, power));

    assertThat(slope.power()).isCloseTo(power, within(1e-9));
  }

  @Test
  void aLogarithm_growsLessThanAnyPower() {
    DoubleStream.of(1_000, 10_000, 100_000, 1_000_000).forEach(n -> slope.add(n, Math.log(n)));

    assertThat(slope.power()).isBetween(0.09, 0.11);
  }

  @Test
  void oneSize_orCostsOfNothing_haveNoSlope() {
    slope.add(10, 3);
    slope.add(10, 4);
    slope.add(20, 0);

    assertThat(slope.isKnown()).isFalse();
    assertThatThrownBy(slope::power).isInstanceOf(IllegalStateException.class);
  }
}
