package org.truckee.web.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.client.pool.Client;
import org.truckee.testing.TestClock;

class VisitorCountTest {
  /** Six times the error that is to be expected: no chance makes it. */
  private static final Percentage NEAR = Percentage.withPercentage(10);

  private final TestClock clock = new TestClock();
  private final VisitorCount count = new VisitorCount(clock);

  private void visit(int clients) {
    for (int i = 0; i < clients; i++) count.note(new Client("client " + i));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5_000, 12_000, 100_000})
  void clients_areCountedOnce_howOftenTheyCome(int clients) {
    visit(clients);
    visit(clients / 2);
    assertThat(count.estimated()).isCloseTo(clients, NEAR);
  }

  @Test
  void theCount_beginsAnewAtMidnight() {
    assertThat(count.estimated()).isZero();
    visit(500);
    clock.advance(Duration.ofHours(23));
    assertThat(count.estimated()).isCloseTo(500, NEAR);
    clock.advance(Duration.ofHours(1));
    assertThat(count.estimated()).isZero();
    count.note(new Client("10.0.0.1"));
    assertThat(count.estimated()).isEqualTo(1);
  }
}
