package org.truckee.client.mutable.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.placement.EncodingParameters;
import org.truckee.testing.grid.QuietServers;

/** The end of a survey, for files that are 2-of-4 on six servers. */
class SurveyGoalTest {
  private static final QuietServers SERVERS = new QuietServers(6);
  private static final EncodingParameters USUAL = new EncodingParameters(2, 3, 4, 1 << 20);

  private final SampleShareMap sample = new SampleShareMap(SERVERS, 2, 4);
  private final ShareMap map = sample.map();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static SurveyGoal goal(SurveyReach reach, long newestSeen) {
    return new SurveyGoal(reach, USUAL, newestSeen);
  }

  private static SurveyGoal goal(SurveyReach reach) {
    return goal(reach, 0);
  }

  @ParameterizedTest(name = "{0}: {1} of 100 servers at a time, thorough {2}, beside suspects {3}")
  @CsvSource({
    "READING,6,false,false",
    "WRITING,6,false,true",
    "WRITING_AGAIN,6,true,true",
    "EVERYONE,100,true,true",
    "EVERYONE_PATIENTLY,100,true,true"
  })
  void eachReachAsksSoManyServers_soThoroughly(
      SurveyReach reach, int wave, boolean thorough, boolean besideSuspects) {
    assertThat(goal(reach).wave(100)).isEqualTo(wave);
    assertThat(goal(reach).isThorough(false)).isEqualTo(thorough);
    assertThat(goal(reach).isThorough(true)).isEqualTo(besideSuspects);
  }

  @Test
  void readersHaveEnough_whenTheNewestVersionCanBeRead() {
    SurveyGoal reading = goal(SurveyReach.READING);
    assertThat(reading.isReached(map, 0)).isFalse();
    sample.spread(1, 0, 1);
    assertThat(reading.isReached(map, 0)).isTrue();
    assertThat(goal(SurveyReach.READING, 2).isReached(map, 0)).isFalse();
    sample.shows(2, 2, 2);
    assertThat(reading.isReached(map, 0)).isFalse();
    sample.shows(3, 2, 3);
    assertThat(reading.isReached(map, 0)).isTrue();
  }

  @Test
  void writersHaveEnough_whenLaterServersHaveNothingMore() {
    SurveyGoal writing = goal(SurveyReach.WRITING);
    assertThat(writing.isReached(map, 0)).isFalse();
    sample.spread(1, 0, 1);
    assertThat(writing.isReached(map, 0)).isFalse();
    assertThat(writing.isReached(map, 2)).isTrue();
  }

  @Test
  void suspectsAreNeeded_whereTheyMayKeepANewerVersion() {
    sample.spread(1, 0, 1).silent(2).silent(3);
    for (SurveyReach reach : SurveyReach.values())
      assertThat(goal(reach).isReachedWithoutSuspects(map)).as("%s", reach).isFalse();
  }

  @Test
  void suspectsAreNotNeeded_whereTheOthersKeepWhatCounts() {
    sample.spread(1, 0, 1, 2, 3);
    for (SurveyReach reach : SurveyReach.values())
      assertThat(goal(reach).isReachedWithoutSuspects(map)).as("%s", reach).isTrue();
    assertThat(goal(SurveyReach.READING, 9).isReachedWithoutSuspects(map)).isFalse();
  }

  @Test
  void suspectsAreNeeded_whereNothingCanBeRead() {
    sample.spread(1, 0);
    for (SurveyReach reach : SurveyReach.values())
      assertThat(goal(reach).isReachedWithoutSuspects(map)).as("%s", reach).isFalse();
  }
}
