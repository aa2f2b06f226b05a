package org.truckee.client.mutable.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.SampleShareMap;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;
import org.truckee.testing.grid.QuietServers;

/**
 * The places of a new version's shares, written as {@code share@server}; {@code +} marks new ones.
 */
class ShareTargetTest {
  private final QuietServers servers = new QuietServers(4);
  private final SampleShareMap sample = new SampleShareMap(servers, 2, 4);

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private String text(List<ShareTarget> targets) {
    return targets.stream()
        .map(
            target ->
                target.share()
                    + "@"
                    + servers.indexOf(target.server())
                    + (target.before().equals(Bytes.EMPTY) ? "+" : ""))
        .collect(Collectors.joining(" "));
  }

  private String chosen() {
    return text(
        ShareTarget.choose(
            sample.map(), new Candidates(servers.all(), servers.all()), 4, MutableFormat.MDMF));
  }

  @Test
  void aNewFileIsSpread() {
    assertThat(chosen()).isEqualTo("0@0+ 1@1+ 2@2+ 3@3+");
  }

  @Test
  void everyShareIsReplacedWhereItIs_andMissingOnesGoToWhoHasNone() {
    sample.spread(1, 3, 0, 1);
    assertThat(chosen()).isEqualTo("0@1 1@2 2@3+ 3@0");
  }

  @Test
  void allCopiesOfAShareAreReplaced() {
    sample.spread(1, 0, 0, 1, 2);
    assertThat(chosen()).startsWith("0@0 0@1 1@2 2@3 3@");
  }

  @Test
  void damagedSharesAreReplacedToo() {
    sample.spread(1, 0, 1, 2).showsDamaged(3, 1, 3);
    assertThat(chosen()).isEqualTo("0@0 1@1 2@2 3@3");
  }

  @Test
  void aFullServerGetsNothingNew_andHasReplacedWhatItHas() {
    servers.fill(0);
    servers.fill(3);
    sample.spread(1, 0);
    assertThat(chosen()).startsWith("0@0 ").contains("@1+", "@2+").doesNotContain("@3");
  }

  @Test
  void theTestOfAShareIsWhatItBeganWith() {
    sample.spread(7, 0);
    ShareTarget first =
        ShareTarget.choose(
                sample.map(), new Candidates(servers.all(), servers.all()), 4, MutableFormat.MDMF)
            .get(0);
    assertThat(first.before()).isEqualTo(sample.version(7).checkString());
    assertThat(first.isAt(servers.get(0), 0)).isTrue();
    assertThat(first.isAt(servers.get(0), 1)).isFalse();
    assertThat(first.isAt(servers.get(1), 0)).isFalse();
  }

  @Test
  void sharesThatNobodyTook_goElsewhere() {
    Map<StorageServer, Set<Integer>> placed =
        Map.of(servers.get(0), Set.of(0), servers.get(1), Set.of(1));
    Refusals refusals = new Refusals();
    assertThat(
            text(
                ShareTarget.elsewhere(
                    placed, refusals, new Candidates(servers.all(), servers.all()), 4)))
        .isEqualTo("2@2+ 3@3+");

    refusals.add(servers.get(2), GridException.Kind.FORBIDDEN, "does not take it");
    assertThat(
            text(
                ShareTarget.elsewhere(
                    placed, refusals, new Candidates(servers.all(), servers.all()), 4)))
        .isEqualTo("2@0+ 3@3+");
  }

  @Test
  void goodSharesStay_andAllOthersAreReplacedWhereTheyAre() {
    sample.shows(0, 7, 0).shows(1, 6, 1).showsDamaged(2, 7, 2);

    assertThat(missing()).isEqualTo("1@1 2@2 3@3+");
  }

  @Test
  void aShareThatOneServerHasTwice_isOnlyReplacedWhereItIsBad() {
    sample.shows(0, 7, 0, 1).shows(1, 6, 1).shows(2, 7, 2).shows(3, 7, 3);

    assertThat(missing()).isEqualTo("1@1");
  }

  @Test
  void aFileThatLacksNothing_hasNoTargets() {
    sample.spread(7, 2, 3, 1, 0);

    assertThat(missing()).isEmpty();
  }

  private String missing() {
    SignedPrefix version = sample.version(7);
    return text(
        ShareTarget.missing(
            sample.map().holders(version),
            sample.map(),
            new Candidates(servers.all(), servers.all()),
            version));
  }
}
