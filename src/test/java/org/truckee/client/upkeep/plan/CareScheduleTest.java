package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CareScheduleTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static Instant daysAgo(double days) {
    return NOW.minusSeconds((long) (days * 86_400));
  }

  private static Attention given(double renewed, double verified, Instant thin) {
    return new Attention(NOW, daysAgo(renewed), daysAgo(1), daysAgo(verified), daysAgo(1), thin);
  }

  private static Instant next(Condition condition, double chance) {
    return CareSchedule.next(given(1, 1, Instant.EPOCH), condition, NOW, chance);
  }

  @ParameterizedTest
  @CsvSource({
    // days since the last renewal and verification -> verify, renew
    "0,    0,    false, false",
    "6.4,  1,    false, false",
    "6.6,  1,    false, true",
    "40,   1,    false, true",
    "1,    89.9, false, false",
    "1,    90,   true,  false",
    "8,    400,  true,  true",
    // a clock that was set back: what lies in the future is long past
    "-1,   -1,   true,  true",
  })
  void aThing_getsWhatIsDue(double renewed, double verified, boolean verify, boolean renew) {
    Attention given = given(renewed, verified, Instant.EPOCH);

    assertThat(CareSchedule.of(given, NOW)).isEqualTo(new DueCare(verify, renew, false));
  }

  @ParameterizedTest
  @CsvSource({"6.4, 1, false", "6.6, 1, true", "30, 90, false"})
  void anAudit_isDueOnceAWeek_unlessAllBytesAre(double audited, double verified, boolean audit) {
    Attention given =
        new Attention(NOW, NOW, daysAgo(1), daysAgo(verified), daysAgo(audited), Instant.EPOCH);

    assertThat(CareSchedule.of(given, NOW).audit()).isEqualTo(audit);
  }

  @ParameterizedTest
  @CsvSource({"6.9, true, false", "7, true, true", "0.9, false, false", "1, false, true"})
  void aRoot_isWalkedOnceAWeek_andAfterAFailureOnceADay(double last, boolean whole, boolean due) {
    assertThat(CareSchedule.isWalkDue(daysAgo(last), whole, NOW)).isEqualTo(due);
  }

  @Test
  void theNextLook_isADayLater_orALittleBefore() {
    assertThat(next(Condition.UNKNOWN, 0)).isEqualTo(NOW.plus(CareSchedule.CHECK));
    assertThat(Duration.between(NOW, next(Condition.UNKNOWN, 1)))
        .isBetween(Duration.ofHours(22), Duration.ofHours(23));
  }

  @Test
  void aThingWithTooFewShares_isLookedAtWhenItWouldBeRepaired() {
    Condition low = new Condition(7, 3, 10, 7, daysAgo(0.5), 0);

    assertThat(next(low, 0.3)).isEqualTo(NOW.plus(Duration.ofHours(12)));
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "20, 20", "60, 60", "300, 300"})
  void aFileOnTooFewServers_isLookedAtSoon_andEverMoreRarely(int minutes, int wait) {
    Attention thin = given(0, 0, NOW.minus(Duration.ofMinutes(minutes)));

    assertThat(CareSchedule.next(thin, Condition.UNKNOWN, NOW, 0.5))
        .isEqualTo(NOW.plus(Duration.ofMinutes(wait)));
  }
}
