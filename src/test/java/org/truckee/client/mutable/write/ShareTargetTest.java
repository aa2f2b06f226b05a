package org.truckee.client.mutable.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.SampleShareMap;
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
    return text(ShareTarget.choose(sample.map(), servers.all(), 4, MutableFormat.MDMF));
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
        ShareTarget.choose(sample.map(), servers.all(), 4, MutableFormat.MDMF).get(0);
    assertThat(first.before()).isEqualTo(sample.version(7).checkString());
    assertThat(first.isAt(servers.get(0), 0)).isTrue();
    assertThat(first.isAt(servers.get(0), 1)).isFalse();
    assertThat(first.isAt(servers.get(1), 0)).isFalse();
  }

  @Test
  void sharesThatNobodyTook_goElsewhere() {
    List<ShareTarget> elsewhere =
        ShareTarget.elsewhere(
            Map.of(servers.get(0), Set.of(0), servers.get(1), Set.of(1)), servers.all(), 4);
    assertThat(text(elsewhere)).contains("2@2+", "3@3+");
  }
}
