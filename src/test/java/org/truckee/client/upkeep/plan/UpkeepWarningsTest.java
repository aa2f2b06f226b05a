package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepWarningsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static UpkeepFigures figures(int walkedDaysAgo, int dueDaysAgo, int unhealable) {
    Instant walked = NOW.minus(Duration.ofDays(walkedDaysAgo));
    return new UpkeepFigures(
        new UpkeepFigures.Things(10, 0, 9, 1, unhealable, 2),
        NOW.minus(Duration.ofDays(dueDaysAgo)),
        List.of(new UpkeepFigures.Root("private:", walked, walked, walked, 10, "")),
        new UpkeepFigures.Repairs(0, 0),
        false);
  }

  @Test
  void upkeepThatIsOnTime_isNothingToTell() {
    assertThat(UpkeepWarnings.of(figures(13, 6, 0), NOW)).isEmpty();
    assertThat(UpkeepWarnings.isOverdue(figures(13, 6, 0), NOW)).isFalse();
    assertThat(UpkeepWarnings.of(UpkeepFigures.NONE, NOW)).isEmpty();
  }

  @Test
  void aWalkThatIsAWeekLate_isToldOf() {
    assertThat(UpkeepWarnings.of(figures(15, 0, 0), NOW))
        .containsExactly(
            "1 root has not been walked as a whole for two weeks: new files there are not kept up.");
    assertThat(UpkeepWarnings.isOverdue(figures(15, 0, 0), NOW)).isTrue();
  }

  @Test
  void aCheckThatIsAWeekLate_isToldOf() {
    assertThat(UpkeepWarnings.of(figures(0, 8, 0), NOW))
        .containsExactly(
            "2 files and directories wait for upkeep"
                + ", some for more than a week: their leases may end.");
  }

  @Test
  void anOldCountOfWhatIsDue_isNotTold() {
    UpkeepFigures old = figures(0, 8, 0);
    UpkeepFigures.Things none = new UpkeepFigures.Things(10, 0, 10, 0, 0, 0);

    assertThat(
            UpkeepWarnings.of(
                new UpkeepFigures(none, old.oldestDue(), old.roots(), old.repairs(), false), NOW))
        .singleElement()
        .asString()
        .startsWith("Files and directories wait for upkeep");
  }

  @Test
  void whatCanNotBeHealed_isToldOf_butIsNotLate() {
    assertThat(UpkeepWarnings.of(figures(0, 0, 1), NOW))
        .containsExactly("1 file or directory can't be healed.");
    assertThat(UpkeepWarnings.isOverdue(figures(0, 0, 1), NOW)).isFalse();
  }
}
