package org.truckee.client.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.client.check.CheckResults;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.EncodingParameters;

class RepairRuleTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final RepairRule RULE = new RepairRule(EncodingParameters.DEFAULT, 7);

  private static CheckResults found(int good) {
    return new CheckResults(
        new StorageIndex(Bytes.wrap(new byte[16])),
        new CheckResults.Health("", good == 10, good >= 3, good),
        new CheckResults.Counts(good, 3, 10, 0, good >= 3 ? 1 : 0, good >= 3 ? 0 : 1),
        new CheckResults.Servers(good, List.of(), List.of()),
        List.of(),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 10, 7",
    "71, 255, 176",
    "2, 3, 2",
    "1, 1, 1",
    "3, 5, 4",
    "1, 10, 6",
  })
  void aFileOfAnotherEncoding_isRepairedInProportion(int needed, int expected, int threshold) {
    assertThat(RULE.threshold(needed, expected)).isEqualTo(threshold);
  }

  @ParameterizedTest
  @CsvSource({"10, false", "9, false", "8, false", "7, true", "3, true", "0, true"})
  void aFile_isLow_fromTheThresholdDown(int good, boolean low) {
    assertThat(RULE.judge(Condition.UNKNOWN, found(good), NOW).isLow()).isEqualTo(low);
  }

  @Test
  void aFile_isRepaired_onlyIfASecondCheckADayLaterSaysSo() {
    Condition first = RULE.judge(Condition.UNKNOWN, found(6), NOW);
    assertThat(RepairRule.isRepairDue(first, NOW)).isFalse();

    Instant early = NOW.plus(Duration.ofHours(23));
    Condition second = RULE.judge(first, found(6), early);
    assertThat(RepairRule.isRepairDue(second, early)).isFalse();

    Instant late = NOW.plus(Duration.ofHours(24));
    assertThat(RepairRule.isRepairDue(RULE.judge(second, found(5), late), late)).isTrue();
  }

  @Test
  void aServerThatComesBackBetween_makesTheCountBeginAnew() {
    Condition back = RULE.judge(RULE.judge(Condition.UNKNOWN, found(6), NOW), found(9), NOW);
    Instant later = NOW.plus(Duration.ofDays(2));

    assertThat(back.isLow()).isFalse();
    assertThat(RepairRule.isRepairDue(RULE.judge(back, found(6), later), later)).isFalse();
  }

  @Test
  void aFileThatCanNotBeRead_isNotRepaired() {
    Condition lost = RULE.judge(Condition.UNKNOWN, found(2), NOW);

    assertThat(RepairRule.isRepairDue(lost, NOW.plus(Duration.ofDays(30)))).isFalse();
  }

  @Test
  void aRepairInVain_isTriedAgain_everMoreRarely() {
    Condition condition = RULE.judge(Condition.UNKNOWN, found(6), NOW);
    for (int hours : new int[] {48, 96, 192, 192}) {
      condition = RULE.repaired(condition, found(6), NOW);
      assertThat(RepairRule.repairAt(condition)).isEqualTo(NOW.plus(Duration.ofHours(hours)));
    }
    assertThat(condition.failedRepairs()).isEqualTo(4);
    assertThat(RULE.repaired(condition, found(10), NOW).failedRepairs()).isZero();
  }

  @Test
  void aClockThatWasSetBack_makesTheCountBeginAnew() {
    Condition first = RULE.judge(Condition.UNKNOWN, found(6), NOW.plus(Duration.ofDays(1000)));

    assertThat(RULE.judge(first, found(6), NOW).lowSince()).isEqualTo(NOW);
  }
}
