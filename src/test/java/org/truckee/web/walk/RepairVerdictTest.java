package org.truckee.web.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.repair.RepairResults;
import org.truckee.testing.known.MadeResults;
import org.truckee.web.page.file.CheckPage.Remedy;
import org.truckee.web.page.file.CheckPage.Verdict;

class RepairVerdictTest {
  private static final Capability FILE =
      Capability.parse("URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(52) + ":3:10:5000");
  private static final Capability READ_ONLY =
      Capability.parse("URI:SSK-RO:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(52));

  @Test
  void aCheckThatFindsLosses_offersARepairToThoseWhoCanRepair() {
    Verdict verdict = new RepairVerdict(left(7, false, 7), Optional.of(FILE)).afterCheck();

    assertThat(verdict.healthy()).isFalse();
    assertThat(verdict.help()).contains("A repair makes the missing shares anew");
    assertThat(verdict.remedy().action()).isEqualTo("?t=check&repair=true");

    Verdict reader = new RepairVerdict(left(7, false, 7), Optional.of(READ_ONLY)).afterCheck();
    assertThat(reader.help()).contains("Nobody can repair it by this link");
    assertThat(reader.remedy()).isEqualTo(Remedy.NONE);
  }

  @Test
  void whatCantBeRead_isNotOfferedForRepair() {
    Verdict verdict = new RepairVerdict(left(2, false, 2), Optional.of(FILE)).afterCheck();

    assertThat(verdict.help()).contains("check again when they answer");
    assertThat(verdict.remedy()).isEqualTo(Remedy.NONE);
  }

  @Test
  void aRepair_saysWhatItHasDone() {
    assertThat(afterRepair(left(7, true, 10)))
        .isEqualTo(Verdict.good("It was repaired. All its shares are there, on 10 servers."));
    assertThat(afterRepair(left(10, false, 10)).summary()).startsWith("Nothing had to be repaired");
    Verdict partial = afterRepair(left(7, true, 9));
    assertThat(partial.healthy()).isFalse();
    assertThat(partial.summary())
        .isEqualTo(
            "The repair did not make it whole. It can still be read: 9 of 10 shares are good, 3"
                + " are needed.");
    assertThat(partial.remedy().label()).isEqualTo("Repair");
  }

  @Test
  void aRepairThatCantBeAttempted_saysWhy() {
    GridException one = new GridException(GridException.Kind.NOT_ALLOWED, "it has one copy");
    RepairResults results =
        new RepairResults(
            MadeResults.withShares(2), false, MadeResults.withShares(2), Optional.of(one));

    assertThat(afterRepair(results).summary())
        .startsWith("Nothing was repaired: it has one copy. It can't be read now");
    assertThat(HealthQuestion.refusal(Optional.of(results))).isEmpty();
    RepairResults tried =
        new RepairResults(results.before(), true, results.after(), results.failure());
    assertThat(HealthQuestion.refusal(Optional.of(tried))).contains(one);
  }

  @Test
  void aRepairThatOnlyANewVersionHeals_offersThat() {
    Verdict verdict =
        afterRepair(brokeOff(new GridException(GridException.Kind.CONFLICT, "two heads")));

    assertThat(verdict.summary()).startsWith("The repair failed: two heads. It can still");
    assertThat(verdict.remedy().action()).isEqualTo("?t=check&repair=true&force=true");
    assertThat(afterRepair(brokeOff(new GridException(GridException.Kind.NO_SPACE, "full"))))
        .extracting(full -> full.remedy().action())
        .isEqualTo("?t=check&repair=true");
  }

  private static Verdict afterRepair(RepairResults results) {
    return new RepairVerdict(results, Optional.of(FILE)).afterRepair();
  }

  private static RepairResults left(int before, boolean attempted, int after) {
    return new RepairResults(
        MadeResults.withShares(before), attempted, MadeResults.withShares(after));
  }

  private static RepairResults brokeOff(GridException failure) {
    return new RepairResults(
        MadeResults.withShares(7), true, MadeResults.withShares(7), Optional.of(failure));
  }
}
