package org.truckee.client.mutable.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.client.mutable.read.SampleShareMap;
import org.truckee.mutable.SignedPrefix;
import org.truckee.testing.grid.QuietServers;

/** The versions that stand against a repair; the file is 2-of-5 on five servers. */
class RepairObjectionTest {
  private static final QuietServers SERVERS = new QuietServers(5);

  private final SampleShareMap sample = new SampleShareMap(SERVERS, 2, 5);

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Test
  void oneVersionAlone_meetsNone() {
    sample.spread(7, 0, 1);

    assertThat(objection(0)).isEmpty();
    assertThat(objection(7)).isEmpty();
  }

  @Test
  void olderVersions_areNone_evenIfTheyCanBeRead() {
    sample.spread(7, 0, 1).shows(2, 6, 2).shows(3, 6, 3).shows(4, 5, 4);

    assertThat(objection(7)).isEmpty();
  }

  @Test
  void damagedShares_areNone_whateverVersionTheyClaim() {
    sample.spread(7, 0, 1).showsDamaged(2, 9, 2);

    assertThat(objection(0)).isEmpty();
  }

  @Test
  void aNewerVersionThatCannotBeRead_isOne() {
    sample.spread(7, 0, 1, 2).shows(3, 8, 3);

    assertThat(text(objection(0)))
        .isEqualTo(
            "1 of 5 shares of version 8 are found, 2 are needed, and the newest that can be read"
                + " is version 7; nothing was repaired; with force=true, who may write the file"
                + " makes version 7 the newest again, and ends all others");
  }

  @Test
  void aNewerVersionOfWhichAllSharesAreDamaged_isOne() {
    sample.spread(7, 0, 1, 2);
    List<SignedPrefix> found = List.of(sample.version(8), sample.version(7));

    assertThat(text(RepairObjection.to(sample.version(7), found, sample.map(), 0)))
        .startsWith("0 of 5 shares of version 8 are found, 2 are needed, ");
  }

  @Test
  void aNewerVersionThatWasSeenBefore_isOne() {
    sample.spread(7, 0, 1, 2);

    assertThat(text(objection(9)))
        .startsWith("version 9 was seen before, and the newest that can be read is version 7; ");
  }

  @Test
  void anotherVersionOfTheSameNumber_isOne_ifItCanBeRead() {
    sample.spread(7, 0, 1, 2).showsRival(3, 7, 3).showsRival(4, 7, 4);

    assertThat(text(objection(0))).startsWith("two versions of number 7 are kept; ");
  }

  @Test
  void whatIsLeftOfALostRace_isOne_onlyIfTheWinnerLacksMostOfItsShares() {
    sample.spread(7, 0, 1).showsRival(4, 7, 4);
    assertThat(objection(0)).isPresent();

    sample.shows(2, 7, 2);
    assertThat(objection(0)).isEmpty();
  }

  private Optional<GridException> objection(long newestSeen) {
    return RepairObjection.to(sample.version(7), sample.map().versions(), sample.map(), newestSeen);
  }

  private static String text(Optional<GridException> objection) {
    assertThat(objection.orElseThrow().kind()).isEqualTo(GridException.Kind.CONFLICT);
    return FailureText.sentence(objection.orElseThrow());
  }
}
