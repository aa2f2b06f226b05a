package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.client.check.CheckResults;
import org.truckee.testing.known.MadeResults;

class RepairResultsTest {
  private static final CheckResults LOSSY = MadeResults.withShares(7);
  private static final CheckResults WHOLE = MadeResults.withShares(10);

  @Test
  void aRepair_isSuccessfulIfAllIsHealthyAfterAnAttempt() {
    assertThat(new RepairResults(LOSSY, true, WHOLE).successful()).isTrue();
    assertThat(new RepairResults(LOSSY, true, MadeResults.withShares(9)).successful()).isFalse();
    assertThat(RepairResults.untouched(WHOLE).successful()).isFalse();
    assertThat(RepairResults.untouched(LOSSY).attempted()).isFalse();
  }

  @Test
  void aRepairThatCantBeAttempted_tellsWhy() {
    RepairResults results = RepairResults.impossible(LOSSY, "it has one copy");

    assertThat(results.attempted()).isFalse();
    assertThat(results.successful()).isFalse();
    assertThat(results.failure().orElseThrow().reasons()).containsExactly("it has one copy");
  }

  @Test
  void aRepairThatBrokeOff_wasAttemptedAndTellsWhy() {
    GridException full = new GridException(GridException.Kind.NO_SPACE, "all servers are full");

    RepairResults results = RepairResults.failed(LOSSY, full);

    assertThat(results.attempted()).isTrue();
    assertThat(results.successful()).isFalse();
    assertThat(results.after()).isEqualTo(LOSSY);
    assertThat(results.failure()).containsSame(full);
  }
}
