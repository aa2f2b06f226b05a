package org.truckee.storage.expire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expires when. */
class ExpirePolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Set<ShareKind> BOTH = EnumSet.allOf(ShareKind.class);
  private static final Set<ShareKind> MUTABLE = EnumSet.of(ShareKind.MUTABLE);

  @ParameterizedTest
  @CsvSource({
    // days since the grant, or days and a second; whether it is over; whether it goes
    "0, 0, false, false",
    "31, -1, false, false",
    "31, 0, true, false",
    "31, 1, true, true",
    "400, 0, true, true",
    "-400, 0, false, false",
  })
  void byAge_aLeaseHoldsUntilItsEnd(long days, long seconds, boolean over, boolean goes) {
    ExaminedShare share = share(ShareKind.IMMUTABLE, granted(days, seconds));
    assertThat(share.isOver(NOW)).isEqualTo(over);
    assertThat(share.isExpired(ExpirePolicy.USUAL, NOW)).isEqualTo(goes);
  }

  @ParameterizedTest
  @CsvSource({
    "7 days, 7, 0, false",
    "7 days, 7, 1, true",
    "60 days, 31, 1, false",
    "60 days, 60, 0, false",
    "60 days, 60, 1, true",
  })
  void anOverride_countsFromTheGrant(String lasting, long days, long seconds, boolean goes) {
    ExpirePolicy policy = byAge(LeaseDuration.parse(lasting), BOTH);
    assertThat(share(ShareKind.MUTABLE, granted(days, seconds)).isExpired(policy, NOW))
        .isEqualTo(goes);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-01, 28, -1, false",
    "2026-02-01, 28, 0, false",
    "2026-02-01, 28, 1, true",
    "2026-03-01, 0, 1, true",
    "2026-03-02, 0, 1, false",
    "2062-03-01, 400, 0, false",
  })
  void byDate_aLeaseHoldsThatWasGrantedSince(String date, long days, long seconds, boolean goes) {
    ExpirePolicy policy = since(Instant.parse(date + "T00:00:00Z"));
    assertThat(share(ShareKind.IMMUTABLE, granted(days, seconds)).isExpired(policy, NOW))
        .isEqualTo(goes);
  }

  @Test
  void oneLeaseThatHolds_keepsTheShare() {
    assertThat(share(ShareKind.IMMUTABLE, granted(400, 0), granted(3, 0), granted(50, 0)))
        .returns(false, share -> share.isExpired(ExpirePolicy.USUAL, NOW));
  }

  @Test
  void aShareWithoutALease_stays() {
    assertThat(share(ShareKind.IMMUTABLE))
        .returns(false, share -> share.isExpired(ExpirePolicy.USUAL, NOW))
        .returns(false, share -> share.isExpired(since(NOW), NOW))
        .returns(false, share -> share.isOver(NOW));
  }

  @Test
  void aKindThatMayNotGo_stays_andIsOverAllTheSame() {
    ExpirePolicy policy = byAge(Optional.empty(), MUTABLE);
    assertThat(share(ShareKind.MUTABLE, granted(40, 0)).isExpired(policy, NOW)).isTrue();
    assertThat(share(ShareKind.IMMUTABLE, granted(40, 0)))
        .returns(false, share -> share.isExpired(policy, NOW))
        .returns(true, share -> share.isOver(NOW));
  }

  @Test
  void theAgeOfALease_isCountedInWholeDays() {
    ExaminedShare share =
        share(ShareKind.IMMUTABLE, granted(0, 5), granted(3, -1), granted(3, 0), granted(0, -5));
    assertThat(share.leaseDays(NOW)).containsExactly(0L, 2L, 3L, -1L);
  }

  @Test
  void whatBelongsToTheOtherMode_isRefused() {
    Optional<Duration> week = Optional.of(Duration.ofDays(7));
    for (var wrong :
        Stream.of(
                List.of(ExpireMode.CUTOFF_DATE, Optional.empty(), Optional.empty()),
                List.of(ExpireMode.CUTOFF_DATE, week, Optional.of(NOW)),
                List.of(ExpireMode.AGE, Optional.empty(), Optional.of(NOW)))
            .toList())
      assertThatThrownBy(() -> policy(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  @SuppressWarnings("unchecked")
  private static ExpirePolicy policy(List<Object> parts) {
    return new ExpirePolicy(
        true,
        (ExpireMode) parts.get(0),
        (Optional<Duration>) parts.get(1),
        (Optional<Instant>) parts.get(2),
        BOTH);
  }

  private static ExpirePolicy byAge(Optional<Duration> override, Set<ShareKind> kinds) {
    return new ExpirePolicy(true, ExpireMode.AGE, override, Optional.empty(), kinds);
  }

  private static ExpirePolicy since(Instant date) {
    return new ExpirePolicy(
        true, ExpireMode.CUTOFF_DATE, Optional.empty(), Optional.of(date), BOTH);
  }

  private static long granted(long daysAgo, long seconds) {
    return NOW.minus(Duration.ofDays(daysAgo))
        .minusSeconds(seconds)
        .plus(Duration.ofDays(31))
        .getEpochSecond();
  }

  private static ExaminedShare share(ShareKind kind, long... expirations) {
    return new ExaminedShare(kind, 100, 4096, Arrays.stream(expirations).boxed().toList());
  }
}
