package org.truckee.web.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuLoadTest {
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong now = new AtomicLong();
  private final CpuLoad load = new CpuLoad(used::get, now::get);

  private void minute(double part) {
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    used.addAndGet((long) (part * TimeUnit.MINUTES.toNanos(1)));
    load.sample();
  }

  @Test
  void averages_areThoseOfTheLastMinutes() {
    assertThat(load.average(1)).isZero();
    for (int i = 0; i < 30; i++) minute(i < 25 ? 0.1 : i < 29 ? 0.5 : 1);

    assertThat(load.average(1)).isCloseTo(1, within(0.01));
    assertThat(load.average(5)).isCloseTo((4 * 0.5 + 1) / 5, within(0.01));
    assertThat(load.average(15)).isCloseTo((10 * 0.1 + 4 * 0.5 + 1) / 15, within(0.01));
  }
}
