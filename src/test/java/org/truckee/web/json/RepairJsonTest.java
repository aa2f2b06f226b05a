package org.truckee.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.client.check.CheckResults;
import org.truckee.client.repair.RepairResults;
import org.truckee.testing.known.MadeResults;

class RepairJsonTest {
  private static final CheckResults LOSSY = MadeResults.withShares(7);
  private static final CheckResults WHOLE = MadeResults.withShares(10);

  @Test
  void aRepair_tellsTheWholeResultsBeforeAndAfter() {
    Map<String, Object> told = of(new RepairResults(LOSSY, true, WHOLE));

    assertThat(told.keySet())
        .containsExactly(
            "storage-index",
            "repair-attempted",
            "repair-successful",
            "pre-repair-results",
            "post-repair-results");
    assertThat(told).containsEntry("storage-index", LOSSY.storageIndex().toString());
    assertThat(told).containsEntry("repair-attempted", true);
    assertThat(told).containsEntry("repair-successful", true);
    assertThat(told).containsEntry("pre-repair-results", CheckJson.check(Optional.of(LOSSY)));
    assertThat(told).containsEntry("post-repair-results", CheckJson.check(Optional.of(WHOLE)));
  }

  @Test
  void aHealthyThing_isNotRepaired() {
    Map<String, Object> told = of(new RepairResults(WHOLE, false, WHOLE));

    assertThat(told).containsEntry("repair-attempted", false);
    assertThat(told).containsEntry("repair-successful", false);
    assertThat(told.get("pre-repair-results")).isEqualTo(told.get("post-repair-results"));
  }

  @Test
  void aRepairThatBrokeOff_tellsWhy() {
    GridException full = new GridException(GridException.Kind.NO_SPACE, "all servers are full");

    Map<String, Object> told = of(new RepairResults(LOSSY, true, LOSSY, Optional.of(full)));

    assertThat(told).containsEntry("repair-successful", false);
    assertThat(told).containsEntry("repair-failure", "all servers are full");
  }

  @Test
  void aThingWithoutShares_hasNothingToRepair() {
    assertThat(RepairJson.of(Optional.empty()))
        .isEqualTo(Map.of("storage-index", "", "repair-attempted", false));
  }

  private static Map<String, Object> of(RepairResults results) {
    return RepairJson.of(Optional.of(results));
  }
}
