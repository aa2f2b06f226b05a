package org.truckee.client.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a server is suspected, by what it has done. */
class ServerHealthTest {
  private final Throwable silent = new IllegalStateException("silent");

  private long now = TimeUnit.HOURS.toNanos(1);
  private final ServerHealth health = new ServerHealth(() -> Instant.EPOCH, () -> now);

  /** Returns the seconds of polls until the suspicion ends. */
  private int suspectedSeconds() {
    for (int seconds = 0; ; seconds++) {
      health.polled();
      if (!health.suspected()) return seconds;
      now += TimeUnit.SECONDS.toNanos(1);
    }
  }

  private int fallSilentInACall() {
    health.fellSilent(silent);
    return suspectedSeconds();
  }

  private void pass(int minutes) {
    now += TimeUnit.MINUTES.toNanos(minutes);
  }

  @Test
  void oneThatAnswersPollsAlone_isSuspectedForLongerEachTime_howeverRarelyItIsCalled() {
    assertThat(fallSilentInACall()).isZero();
    pass(10);
    assertThat(fallSilentInACall()).isEqualTo(8);
    pass(10);
    assertThat(fallSilentInACall()).isEqualTo(128);
    pass(10);
    assertThat(fallSilentInACall()).isEqualTo(128);
  }

  @Test
  void oneThatCarriedOutACall_isTrustedAsBefore() {
    fallSilentInACall();
    fallSilentInACall();
    health.succeeded();
    pass(2);

    assertThat(fallSilentInACall()).isZero();
  }

  @Test
  void oneThatIsAwayNowAndThen_isTrustedAsSoonAsItIsBack() {
    for (int i = 0; i < 10; i++) {
      health.failed(silent);
      pass(1);
      assertThat(suspectedSeconds()).isZero();
    }
  }

  @Test
  void oneThatLeavesOutAPollBetweenItsFailures_gainsNothingByIt() {
    fallSilentInACall();
    fallSilentInACall();
    health.failed(silent);
    assertThat(suspectedSeconds()).isZero();

    assertThat(fallSilentInACall()).isEqualTo(128);
  }

  @Test
  void oneThatDawdlesAgainAndAgain_isSuspectedForSomeSeconds() {
    int most = 0;
    for (int i = 0; i < 10; i++) {
      health.dawdled();
      most = suspectedSeconds();
    }
    assertThat(most).isEqualTo(16);
  }
}
