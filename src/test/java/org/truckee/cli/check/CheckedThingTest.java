package org.truckee.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** The lines of a check of one thing: those that Tahoe prints, and the reasons of failures. */
class CheckedThingTest {
  private static final String LEFT =
      "{'storage-index': 'si', 'summary': 'Some words', 'results': {'healthy': %s,"
          + " 'count-shares-good': %d, 'count-shares-needed': 3, 'count-shares-expected': 10,"
          + " 'count-wrong-shares': 0, 'servers-responding': ['v0-a'],"
          + " 'list-corrupt-shares': []}}";

  private static CheckedThing told(String text) {
    try {
      return new CheckedThing(new ObjectMapper().readTree(text.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String left(int good) {
    return LEFT.formatted(good == 10, good);
  }

  private static CheckedThing repaired(int before, boolean attempted, int after, String more) {
    return told(
        "{'storage-index': 'si', 'repair-attempted': %s, 'repair-successful': %s, %s 'pre-repair-results': %s, 'post-repair-results': %s}"
            .formatted(attempted, attempted && after == 10, more, left(before), left(after)));
  }

  @Test
  void aCheck_tellsTheGatewaysSummary() {
    CheckedThing thing = told(left(7));

    assertThat(thing.isGood()).isFalse();
    assertThat(thing.lines(true))
        .containsExactly(
            "Summary: Some words",
            " storage index: si",
            " good-shares: 7 (encoding is 3-of-10)",
            " wrong-shares: 0",
            " server: v0-a");
  }

  @Test
  void aRepair_tellsTheHealthBeforeItAndWhetherItSucceeded() {
    CheckedThing healed = repaired(7, true, 10, "");
    assertThat(healed.isGood()).isTrue();
    assertThat(healed.lines(false))
        .containsExactly(
            "Summary: not healthy",
            " storage index: si",
            " good-shares: 7 (encoding is 3-of-10)",
            " wrong-shares: 0",
            " repair successful");

    assertThat(repaired(10, false, 10, "").isGood()).isTrue();
    assertThat(repaired(10, false, 10, "").lines(false)).first().isEqualTo("Summary: healthy");
    assertThat(repaired(10, false, 10, "").lines(false)).hasSize(4);
  }

  @Test
  void aRepairThatDidNotSucceed_saysWhatItLeftOrWhy() {
    assertThat(repaired(7, true, 9, "").isGood()).isFalse();
    assertThat(repaired(7, true, 9, "").lines(false))
        .endsWith(" repair failed", "  9 of 10 shares are good now");
    assertThat(repaired(7, true, 7, "'repair-failure': 'all are full',").lines(false))
        .endsWith(" repair failed", "  all are full");
    assertThat(repaired(7, false, 7, "").isGood()).isFalse();
    assertThat(repaired(7, false, 7, "").lines(false))
        .last()
        .isEqualTo(" no repair was attempted: this capability can't repair it");
  }

  @Test
  void aThingWithoutShares_isHealthy() {
    CheckedThing repaired = told("{'storage-index': '', 'repair-attempted': false}");
    assertThat(repaired.isGood()).isTrue();
    assertThat(repaired.lines(false)).containsExactly("Summary: Healthy (LIT)", " storage index: ");
    assertThat(told("{'storage-index': '', 'results': {'healthy': true}}").isGood()).isTrue();
  }
}
