package org.truckee.client.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.testing.grid.QuietServers;

class RefusalsTest {
  private static final QuietServers SERVERS = new QuietServers(4);
  private static final List<String> SHORTAGE = List.of("too few servers", "4 were asked");

  private final Refusals refusals = new Refusals();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static String name(int server) {
    return SERVERS.get(server).name();
  }

  private GridException explained(int taken, int enough) {
    return refusals.explain(SHORTAGE, "a share of it", taken, enough);
  }

  @Test
  void aServerThatRefuses_isNamedByItsFailure() {
    refusals.addLate(SERVERS.get(0));
    refusals.add(SERVERS.get(1), Kind.CORRUPT, "holds a damaged share of it");
    refusals.add(SERVERS.get(2), new IllegalStateException("it broke"));

    GridException failure = explained(1, 3);

    assertThat(failure.kind()).isEqualTo(Kind.UNHAPPY);
    assertThat(failure.reasons())
        .containsExactly(
            "too few servers",
            "4 were asked",
            "server " + name(0) + " did not answer in time",
            "server " + name(1) + " holds a damaged share of it",
            "it broke");
  }

  @Test
  void whereOnlyRoomIsMissing_moreOfItWouldHelp() {
    refusals.addFull(SERVERS.get(0));

    GridException failure = explained(2, 3);

    assertThat(failure.kind()).isEqualTo(Kind.NO_SPACE);
    assertThat(failure.reasons())
        .containsExactly(
            "too few servers",
            "4 were asked",
            "this server is full: " + name(0),
            "room for a share of it on 1 more would be enough");
  }

  @Test
  void whereNoServerHasRoom_theShortageIsThat() {
    refusals.addFull(SERVERS.get(0));
    refusals.add(SERVERS.get(1), new GridException(Kind.NO_SPACE, "no room"));

    assertThat(explained(0, 2).reasons())
        .hasSize(3)
        .startsWith("no server has room left for a share of it")
        .endsWith("room for a share of it on 2 more would be enough");
  }

  @Test
  void whereAQuotaIsTooLow_theServersSayIt() {
    refusals.add(SERVERS.get(0), Kind.NO_SPACE, "says: account 5 has used 1 of its quota of 1");
    refusals.addFull(SERVERS.get(0));
    refusals.addFull(SERVERS.get(1));

    GridException failure = explained(0, 2);

    assertThat(failure.kind()).isEqualTo(Kind.NO_SPACE);
    assertThat(failure.reasons())
        .containsExactly(
            "no server has room left for a share of it",
            "this server is full: " + name(1),
            "server " + name(0) + " says: account 5 has used 1 of its quota of 1",
            "room for a share of it on 2 more would be enough");
  }

  @Test
  void whereServersAreAwayToo_roomAloneWouldNotHelp() {
    refusals.addFull(SERVERS.get(0));
    refusals.addLate(SERVERS.get(1));

    GridException failure = explained(1, 3);

    assertThat(failure.kind()).isEqualTo(Kind.UNHAPPY);
    assertThat(failure.reasons()).noneMatch(reason -> reason.startsWith("room for"));
  }

  @Test
  void aServerThatIsFull_failsForNoOtherReason() {
    refusals.addLate(SERVERS.get(0));
    refusals.addFull(SERVERS.get(0));

    assertThat(refusals.size()).isEqualTo(1);
    assertThat(refusals.contains(SERVERS.get(0))).isTrue();
    assertThat(refusals.contains(SERVERS.get(1))).isFalse();
  }
}
