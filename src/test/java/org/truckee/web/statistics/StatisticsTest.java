package org.truckee.web.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;

class StatisticsTest {
  @TempDir Path directory;

  private static String page(TestGateway gateway, String span) {
    return gateway.web().get("/statistics?span=" + span, "Accept", "text/html").text();
  }

  private static void pass(TestGrid grid, Duration time) {
    grid.clock().advance(time);
    Waiting.of(grid.gateway().statistics().sample());
  }

  @Test
  void aDayOfActivity_isDrawn_andIsThereAfterARestart() {
    try (TestGrid grid = TestGrid.start(directory, 10)) {
      for (int hour = 0; hour < 3; hour++) {
        String cap = grid.web().put(new byte[1000 + hour]);
        assertThat(grid.web().read(cap).status()).isEqualTo(200);
        pass(grid, Duration.ofHours(8));
      }
      assertThat(page(grid.gateway(), "day"))
          .contains("Files stored and read</strong>, 6 in all", "Shares stored</strong>, 30 in all")
          .contains(
              "Bytes stored</strong>, 2.9 KiB in all",
              "Servers that answer</strong>, 10 on average")
          .contains("<path d=\"M", "<path class=\"gap\" d=\"M", ", not known for ");
      Waiting.of(grid.gateway().statistics().close());

      TestGateway restarted = grid.gateway(GatewaySettings.usual());
      for (String span : new String[] {"day", "month", "year"})
        assertThat(page(restarted, span)).as(span).contains("</strong>, 6 in all");
      grid.clock().advance(Duration.ofDays(40));
      assertThat(page(restarted, "month")).contains("</strong>, not known at any time");
      assertThat(page(restarted, "year")).contains("Files stored and read</strong>, 6 in all");
    }
  }
}
