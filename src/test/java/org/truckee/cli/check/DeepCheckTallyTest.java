package org.truckee.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** The lines of a deep check about each object and about all, in Tahoe's words. */
class DeepCheckTallyTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode checked(String path, boolean healthy, String summary) {
    return json(
        "{'path': [%s], 'check-results': {'summary': '%s', 'results': {'healthy': %s}}}"
            .formatted(path, summary, healthy));
  }

  private static JsonNode repaired(boolean before, boolean attempted, boolean successful) {
    return json(
        ("{'path': ['a'], 'check-and-repair-results': {"
                + "'pre-repair-results': {'results': {'healthy': %s}},"
                + "'post-repair-results': {'results': {'healthy': %s}},"
                + "'repair-attempted': %s, 'repair-successful': %s}}")
            .formatted(before, before || successful, attempted, successful));
  }

  @Test
  void aCheck_saysHowEachIs_andCountsThem() {
    DeepCheckTally tally = new DeepCheckTally(false);

    assertThat(tally.add(checked("", true, "Healthy"))).isEqualTo("'<root>': Healthy");
    assertThat(tally.add(checked("'a', 'b'", true, "Healthy"))).isEqualTo("'a/b': Healthy");
    assertThat(tally.isGood()).isTrue();

    assertThat(tally.add(checked("'c'", false, "Not Healthy: 2 shares")))
        .isEqualTo("'c': Not Healthy: 2 shares");
    assertThat(tally.isGood()).isFalse();
    assertThat(tally.summary()).containsExactly("done: 3 objects checked, 2 healthy, 1 unhealthy");
  }

  @Test
  void whatHasNoShares_isHealthy() {
    DeepCheckTally tally = new DeepCheckTally(false);
    assertThat(tally.add(json("{'path': ['lit'], 'check-results': {'results': {}}}")))
        .isEqualTo("'lit': Healthy (LIT)");
    assertThat(tally.isGood()).isTrue();
  }

  @Test
  void aRepair_countsBeforeAndAfter() {
    DeepCheckTally tally = new DeepCheckTally(true);

    assertThat(tally.add(repaired(true, false, false))).isEqualTo("'a': healthy");
    assertThat(tally.add(repaired(false, true, true))).isEqualTo("'a': not healthy");
    assertThat(tally.isGood()).isTrue();

    tally.add(repaired(false, true, false));
    assertThat(tally.isGood()).isFalse();
    assertThat(tally.summary())
        .containsExactly(
            "done: 3 objects checked",
            " pre-repair: 1 healthy, 2 unhealthy",
            " 2 repairs attempted, 1 successful, 1 failed",
            " post-repair: 2 healthy, 1 unhealthy");
  }

  @Test
  void damagedShares_andTheRepairsOutcome_haveALineEach() {
    DeepCheckTally tally = new DeepCheckTally(true);
    JsonNode unit =
        json(
            "{'path': ['a'], 'check-and-repair-results': {'pre-repair-results': {'results':"
                + " {'healthy': false, 'list-corrupt-shares': [['v0-x', 'si', 4]]}},"
                + " 'repair-attempted': true, 'repair-successful': false,"
                + " 'repair-failure': 'all are full'}}");
    assertThat(tally.damageOf(unit))
        .containsExactly(
            " corrupt: server v0-x, SI si, shnum 4", " repair failed", "  all are full");
  }
}
