package org.truckee.client.mutable.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.FoundShare;
import org.truckee.client.mutable.read.SampleShareMap;
import org.truckee.testing.grid.QuietServers;

/** The order in which shares are replaced that take long, written as {@code share@server}. */
class PassOrderTest {
  private final QuietServers servers = new QuietServers(6);

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private Optional<PassOrder> order(SampleShareMap sample, int needed, int total) {
    List<ShareTarget> targets =
        ShareTarget.choose(
            sample.map(), new Candidates(servers.all(), servers.all()), total, MutableFormat.MDMF);
    List<Integer> old =
        sample.map().best().stream()
            .flatMap(best -> sample.map().sharesOf(best).stream())
            .map(FoundShare::number)
            .toList();
    return PassOrder.of(targets, old, needed, total, sample.map(), servers.all());
  }

  private String text(List<ShareTarget> targets) {
    return targets.stream()
        .map(target -> target.share() + "@" + servers.indexOf(target.server()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void aNewFileIsWrittenInOnePass() {
    PassOrder order = order(new SampleShareMap(servers, 2, 6), 2, 6).orElseThrow();
    assertThat(order.first()).hasSize(6);
    assertThat(order.passing()).isEmpty();
    assertThat(order.last()).isEmpty();
  }

  @Test
  void halfOfTheOldSharesStay_untilTheNewOnesCanBeRead() {
    SampleShareMap sample = new SampleShareMap(servers, 2, 6).spread(1, 0, 1, 2, 3, 4, 5);
    PassOrder order = order(sample, 2, 6).orElseThrow();
    assertThat(text(order.first())).isEqualTo("3@3 4@4 5@5");
    assertThat(text(order.last())).isEqualTo("0@0 1@1 2@2");
    assertThat(order.passing()).isEmpty();
  }

  @Test
  void whereTooFewWouldGoFirst_somePassTheirTimeElsewhere() {
    SampleShareMap sample = new SampleShareMap(servers, 3, 4).spread(1, 0, 1, 2, 3);
    PassOrder order = order(sample, 3, 4).orElseThrow();
    assertThat(text(order.first())).isEqualTo("3@3");
    assertThat(text(order.last())).isEqualTo("0@0 1@1 2@2");
    assertThat(order.passing()).hasSize(2).noneMatch(passing -> passing.isAt(servers.get(0), 0));
    assertThat(order.passing().stream().map(ShareTarget::server).distinct()).hasSize(2);
    assertThat(order.passingOf(Set.of(0))).hasSize(1);
  }

  @Test
  void noOrderIsSafe_whereServersHaveNoRoomBesideTheOldShares() {
    SampleShareMap sample = new SampleShareMap(servers, 3, 4).spread(1, 0, 1, 2, 3);
    for (int server = 0; server < 6; server++) servers.fill(server);
    assertThat(order(sample, 3, 4)).isEmpty();
  }
}
