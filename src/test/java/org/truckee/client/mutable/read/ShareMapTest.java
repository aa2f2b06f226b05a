package org.truckee.client.mutable.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.testing.grid.QuietServers;

/** The conclusions from shares that servers showed; the file is 2-of-4 on five servers. */
class ShareMapTest {
  private static final QuietServers SERVERS = new QuietServers(5);

  private final SampleShareMap sample = new SampleShareMap(SERVERS, 2, 4);
  private final ShareMap map = sample.map();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Test
  void theBestVersionIsTheNewestOfWhichThereAreEnoughShares() {
    assertThat(map.best()).isEmpty();
    sample.spread(1, 0, 1);
    assertThat(map.best()).contains(sample.version(1));
    sample.shows(2, 2, 2);
    assertThat(map.best()).contains(sample.version(1));
    assertThat(map.showsNewer()).isTrue();
    sample.shows(3, 2, 3);
    assertThat(map.best()).contains(sample.version(2));
    assertThat(map.showsNewer()).isFalse();
    assertThat(map.versions()).containsExactly(sample.version(2), sample.version(1));
    assertThat(map.highestSequence()).isEqualTo(2);
  }

  @Test
  void ofTwoVersionsOfOneNumber_theOneOnMoreServersIsTheNewest_ifTheOtherCannotBeKept() {
    sample.spread(2, 0, 1).showsRival(2, 2, 1).showsRival(3, 2, 2);
    assertThat(map.best()).contains(sample.version(2));
    assertThat(new Certainty(2).doubt(map)).isPresent();

    sample.showsRival(4, 2, 3);
    assertThat(map.best()).isPresent().isNotEqualTo(Optional.of(sample.version(2)));
    assertThat(new Certainty(2).doubt(map)).isEmpty();
    assertThat(map.showsNewer()).isFalse();
  }

  @Test
  void twoCopiesOfOneShareAreNotTwoShares() {
    sample.spread(1, 0, 0, 0);
    assertThat(map.best()).isEmpty();
    assertThatThrownBy(map::requireBest)
        .isInstanceOf(GridException.class)
        .hasMessage("version 1: 1 of 4 shares found, 2 needed; 3 servers were asked, 3 answered");
  }

  @Test
  void aMapIsWhole_ifAllSharesOfOneVersionAreThereAndNothingElse() {
    sample.spread(1, 0, 1, 2);
    assertThat(map.isWhole()).isFalse();
    sample.shows(3, 1, 3);
    assertThat(map.isWhole()).isTrue();
    assertThat(map.isMixed()).isFalse();
    sample.showsDamaged(4, 1, 0);
    assertThat(map.isWhole()).isFalse();
    assertThat(map.isMixed()).isFalse();
  }

  @Test
  void aMapIsMixed_whereVersionsDisagreeOrOneIsBeingWritten() {
    sample.spread(1, 0, 1);
    assertThat(map.isMixed()).isFalse();
    sample.showsDamaged(2, 2, 2);
    assertThat(map.isMixed()).isTrue();

    SampleShareMap both = new SampleShareMap(SERVERS, 2, 4).spread(1, 0, 1).shows(2, 2, 2);
    assertThat(both.map().isMixed()).isTrue();
  }

  @Test
  void aNewerVersionIsInDoubt_onlyWhereEnoughServersMayKeepIt() {
    sample.spread(1, 0, 1).shows(2, 1).silent(3).silent(4);
    assertThat(new Certainty(2).doubt(map)).isEmpty();
    sample.silent(2);
    assertThat(new Certainty(2).doubt(map)).isPresent();
    assertThat(new Certainty(2).mayReplaceBest(map)).isFalse();
    assertThat(map.showsNewer()).isFalse();
  }

  @Test
  void theBestIsKept_ifEnoughServersHaveIt() {
    sample.spread(1, 0, 1);
    assertThat(new Certainty(3).isKept(map)).isFalse();
    sample.shows(2, 1, 2);
    assertThat(new Certainty(3).isKept(map)).isTrue();
    assertThat(new Certainty(3).mayReplaceBest(map)).isTrue();
  }

  @Test
  void everythingThatAServerHoldsIsKnown_whateverItIsWorth() {
    sample.shows(0, 1, 0, 1).showsDamaged(0, 2, 3);
    assertThat(map.holdings()).containsOnlyKeys(SERVERS.get(0));
    assertThat(map.holdings().get(SERVERS.get(0))).containsOnlyKeys(0, 1, 3);
    assertThat(map.sameAs(new SampleShareMap(SERVERS, 2, 4).shows(0, 1, 0, 1).map())).isFalse();
    assertThat(map.sameAs(map)).isTrue();
  }

  @Test
  void serversThatAnswerLater_areNotSilentAnyMore() {
    sample.spread(1, 0).silent(1).silent(2);
    ShareMap both = map.and(new SampleShareMap(SERVERS, 2, 4).shows(1, 1, 1).silent(2).map());
    assertThat(both.answered()).containsExactly(SERVERS.get(0), SERVERS.get(1));
    assertThat(both.silent()).containsOnlyKeys(SERVERS.get(2));
    assertThat(both.best()).contains(sample.version(1));
  }

  @Test
  void aFailureTellsWhatWasFound() {
    assertThat(map.unrecoverable())
        .hasMessage("no shares of this mutable file were found: 0 servers were asked, 0 answered");
    sample.showsDamaged(0, 1, 0).silent(1);
    assertThat(map.unrecoverable())
        .hasMessageStartingWith("no share is whole; 1 shares are damaged; 2 servers were asked");
  }

  @Test
  void whatOthersMayKnow_isEachVersionWithTheServersOfItsShares() {
    sample.spread(1, 0, 0).shows(2, 2, 1).showsDamaged(3, 1, 2).silent(4);
    FoundVersions found = FoundVersions.of(map);
    assertThat(found.versions().stream().map(FoundVersions.Version::sequence))
        .containsExactly(2L, 1L);
    assertThat(found.versions().get(1).shares()).isEqualTo(Map.of(0, SERVERS.some(0, 1)));
    assertThat(found.damaged()).containsOnlyKeys(SERVERS.get(3));
    assertThat(found.silent()).containsExactly(SERVERS.get(4));
    assertThat(found.asked()).isEqualTo(5);
    assertThat(found.best()).isEmpty();
  }
}
