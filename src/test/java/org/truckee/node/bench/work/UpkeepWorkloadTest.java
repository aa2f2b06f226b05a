package org.truckee.node.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of an upkeep that is measured, whether it comes or not. */
class UpkeepWorkloadTest {
  private static JsonNode state(String walked, String trouble, int all, int healthy, int low)
      throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            {"roots": [{"name": "other", "walked": null, "trouble": "of another"},
                       {"name": "bench0", "walked": %s, "trouble": %s}],
             "things": {"all": %d, "healthy": %d, "low": %d, "unchecked": 0}}
            """
                .formatted(walked, trouble, all, healthy, low));
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 3, 3, true",
    "null, 3, 3, false",
    "1700000000, 2, 2, false",
    "1700000000, 3, 2, false",
    "1700000000, 4, 3, false"
  })
  void aWalkToTheEnd_andAllThingsHealthy_areTheEnd(
      String walked, int all, int healthy, boolean whole) throws IOException {
    JsonNode state = state(walked, "null", all, healthy, 0);

    assertThat(UpkeepWorkload.isWhole(state, "bench0", 3)).isEqualTo(whole);
  }

  @Test
  void trouble_isAFailure() throws IOException {
    JsonNode troubled = state("null", "\"3 of 10 servers\"", 3, 3, 0);
    JsonNode low = state("1700000000", "null", 3, 2, 1);

    assertThatThrownBy(() -> UpkeepWorkload.isWhole(troubled, "bench0", 3))
        .hasMessage("the upkeep of bench0: 3 of 10 servers");
    assertThatThrownBy(() -> UpkeepWorkload.isWhole(low, "bench0", 3))
        .hasMessageContaining("not well kept");
  }

  @Test
  void aStateThatStaysTheSame_isAFailure_onceTheLimitIsOver() throws IOException {
    AtomicLong clock = new AtomicLong(-5);
    StallLimit stall = new StallLimit("the crawl", Duration.ofNanos(10), clock::get);
    stall.check(1);
    clock.addAndGet(10);
    stall.check(1);
    clock.addAndGet(1);
    stall.check(2);
    clock.addAndGet(10);

    assertThatCode(() -> stall.check(2)).doesNotThrowAnyException();
    clock.addAndGet(1);
    assertThatThrownBy(() -> stall.check(2)).hasMessageStartingWith("the crawl stands still");
  }
}
