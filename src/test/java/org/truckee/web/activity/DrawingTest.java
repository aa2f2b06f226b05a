package org.truckee.web.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.truckee.web.page.gateway.TransferPage;

/** The drawing of a transfer covers the time that is known of. */
class DrawingTest {
  @Test
  void itBeginsWithTheFirstStepThatIsKnown() {
    long first = TimeUnit.SECONDS.toNanos(100);
    List<TransferPage.Tick> ticks = new Drawing(first, 2 * first).ticks();
    List<TransferPage.Tick> usual = new Drawing(0, first).ticks();

    assertThat(ticks).hasSameSizeAs(usual);
    assertThat(ticks.get(0).x()).isEqualTo(usual.get(0).x());
    assertThat(ticks.get(4).x()).isEqualTo(usual.get(4).x());
    assertThat(ticks.get(0).label()).isEqualTo(ServerPart.text(first));
    assertThat(ticks.get(4).label()).isEqualTo(ServerPart.text(2 * first));
  }
}
