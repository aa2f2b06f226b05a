package org.truckee.client.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.testing.grid.QuietServers;

class LossesTest {
  private static final QuietServers SERVERS = new QuietServers(3);
  private final GridException damage =
      new GridException(GridException.Kind.CORRUPT, "a block is wrong");

  private final Losses losses = new Losses();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static String name(int server) {
    return SERVERS.get(server).name();
  }

  @Test
  void damagedSharesAndSilentServersAreToldApart() {
    losses.add(SERVERS.get(0), 3, damage);
    losses.add(SERVERS.get(1), new IllegalStateException("gone"));
    losses.add(SERVERS.get(1), 4, new IllegalStateException("gone"));
    losses.addLate(SERVERS.get(2));
    assertThat(losses.damagedShares()).containsExactly("3 on " + name(0));
    assertThat(losses.silentServers()).containsExactly(name(1), name(2));
    assertThat(losses.any(GridException.Kind.CORRUPT)).isTrue();
    assertThat(losses.any(GridException.Kind.UNREACHABLE)).isTrue();
    assertThat(losses.any(GridException.Kind.CONFLICT)).isFalse();
  }

  @Test
  void theLatestFailureOfAShareCounts_inThePlaceOfTheFirst() {
    losses.add(SERVERS.get(0), 3, new IllegalStateException("gone"));
    losses.add(SERVERS.get(1), 4, damage);
    losses.add(SERVERS.get(0), 3, damage);
    assertThat(losses.all())
        .containsExactly(
            new Losses.Loss(SERVERS.get(0), 3, damage), new Losses.Loss(SERVERS.get(1), 4, damage));
    assertThat(losses.silentServers()).isEmpty();
  }
}
