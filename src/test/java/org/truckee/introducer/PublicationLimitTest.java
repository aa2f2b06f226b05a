package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The bound on one client's publications. */
class PublicationLimitTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final PublicationLimit limit = new PublicationLimit(3, now::get);

  private void passSeconds(int seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aClientThatPublishesTooOften_waitsForTheEndOfItsMinute() {
    for (int i = 0; i < 3; i++) assertThat(limit.count("one")).isEmpty();
    passSeconds(20);
    for (int i = 0; i < 100; i++) assertThat(limit.count("one")).isEqualTo(OptionalInt.of(41));
    assertThat(limit.count("other")).isEmpty();
    passSeconds(40);

    for (int i = 0; i < 3; i++) assertThat(limit.count("one")).isEmpty();
    assertThat(limit.count("one")).isPresent();
  }

  @Test
  void whatIsRemembered_isBounded() {
    for (int i = 0; i < 2 * PublicationLimit.MAX_CLIENTS; i++) limit.count("client" + i);

    assertThat(limit.size()).isEqualTo(PublicationLimit.MAX_CLIENTS);
  }
}
