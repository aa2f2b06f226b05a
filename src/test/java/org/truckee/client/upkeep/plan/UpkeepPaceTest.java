package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpkeepPaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void files_comeAtTheirPace() {
    UpkeepPace pace = new UpkeepPace(5, 1000);

    assertThat(pace.take(0, 0)).isZero();
    assertThat(pace.take(0, 0)).isEqualTo(200);
    assertThat(pace.take(0, 0)).isEqualTo(400);
  }

  @Test
  void bytes_holdTheNextOneUp() {
    UpkeepPace pace = new UpkeepPace(1000, 1000);

    assertThat(pace.take(10_000, 0)).isZero();
    assertThat(pace.take(0, SECOND)).isEqualTo(9_001);
  }

  @Test
  void aRest_isNotMadeUpFor() {
    UpkeepPace pace = new UpkeepPace(1, 1000);
    pace.take(0, -100 * SECOND);

    assertThat(pace.take(0, 100 * SECOND)).isZero();
    assertThat(pace.take(0, 100 * SECOND)).isEqualTo(1000);
  }
}
