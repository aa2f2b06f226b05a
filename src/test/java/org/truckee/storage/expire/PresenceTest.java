package org.truckee.storage.expire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server lets nothing go, whatever its leases say. */
class PresenceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration YEARS = Duration.ofDays(3650);

  /** A server that has been in service for long. */
  private final Presence steady = new Presence(NOON, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    // minutes away; hours of service after which it is still held, and is not
    "0, -1, 0",
    "60, -1, 0",
    "61, 71, 72",
    "1440, 71, 72",
    "4320, 71, 72",
    "14400, 239, 240",
    "86400, 1439, 1440",
  })
  void afterAnAbsence_clientsGetAsLongToRenew_andThreeDaysAtLeast(
      long minutes, long held, long free) {
    Instant back = NOON.plus(Duration.ofMinutes(minutes));
    Presence presence = steady.at(back, Duration.ZERO);
    if (held >= 0) assertThat(in(presence, Duration.ofHours(held)).heldUntil()).isPresent();
    assertThat(in(presence, Duration.ofHours(free)).heldUntil()).isEmpty();
  }

  @Test
  void aServerOfWhichNothingIsKnown_waitsForThreeDays() {
    Presence presence = Presence.first(NOON);
    assertThat(presence.heldUntil()).contains(NOON.plus(Duration.ofDays(3)));
    assertThat(in(presence, Duration.ofDays(3)).heldUntil()).isEmpty();
  }

  @Test
  void shortRestarts_neitherShortenNorEndTheWait() {
    Presence presence = steady.at(NOON.plus(Duration.ofDays(10)), Duration.ZERO);
    for (int day = 0; day < 9; day++) {
      presence = in(presence, Duration.ofDays(1));
      Presence stopped = presence;
      presence = stopped.at(stopped.seen().plus(Duration.ofMinutes(5)), Duration.ZERO);
      assertThat(presence.heldUntil()).isPresent();
    }
    assertThat(in(presence, Duration.ofHours(25)).heldUntil()).isEmpty();
  }

  @Test
  void aSecondAbsence_beginsTheWaitAnew() {
    Presence back = in(steady.at(NOON.plus(Duration.ofDays(5)), Duration.ZERO), Duration.ofDays(1));
    Presence again = back.at(back.seen().plus(Duration.ofDays(2)), Duration.ZERO);
    assertThat(again.heldUntil()).contains(again.seen().plus(Duration.ofDays(8)));
  }

  @Test
  void aClockThatJumpsByYears_holdsEverything() {
    assertThat(steady.at(NOON.plus(YEARS), Duration.ofMinutes(5)).heldUntil()).isPresent();
    assertThat(steady.at(NOON.minus(YEARS), Duration.ofMinutes(5)).heldUntil()).isPresent();
  }

  @Test
  void aClockThatJumpsForthAndBack_costsThreeDays() {
    Presence wrong = in(steady.at(NOON.plus(YEARS), Duration.ofMinutes(5)), Duration.ofDays(1));
    Presence right = wrong.at(wrong.seen().minus(YEARS), Duration.ofMinutes(5));
    assertThat(right.heldUntil()).isPresent();
    assertThat(in(right, Duration.ofDays(3)).heldUntil()).isEmpty();
  }

  @Test
  void aMachineThatStartsIn1970_waitsForThreeDaysOnceItsClockIsRight() {
    Presence started = steady.at(Instant.EPOCH, Duration.ZERO);
    Presence right = started.at(NOON.plus(Duration.ofHours(2)), Duration.ofMinutes(1));
    assertThat(right.heldUntil()).contains(right.seen().plus(Duration.ofDays(3)));
  }

  @Test
  void aMachineThatSlept_wasAway() {
    Presence awake = steady.at(NOON.plus(Duration.ofDays(20)), Duration.ofMinutes(1));
    assertThat(in(awake, Duration.ofDays(19)).heldUntil()).isPresent();
    assertThat(in(awake, Duration.ofDays(20)).heldUntil()).isEmpty();
  }

  @Test
  void aSmallCorrection_isNoJump() {
    assertThat(steady.jumps(NOON.plus(Duration.ofHours(5)), Duration.ofHours(4))).isFalse();
    assertThat(steady.jumps(NOON.plus(Duration.ofHours(5)), Duration.ofMinutes(239))).isTrue();
    assertThat(steady.jumps(NOON.plus(Duration.ofHours(3)), Duration.ofMinutes(241))).isTrue();
  }

  private static Presence in(Presence before, Duration time) {
    return before.at(before.seen().plus(time), time);
  }
}
