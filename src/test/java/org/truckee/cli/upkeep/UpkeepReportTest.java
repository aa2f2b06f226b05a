package org.truckee.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepReportTest {
  private static List<String> lines(String json) throws JsonProcessingException {
    return new UpkeepReport(new ObjectMapper().readTree(json)).lines();
  }

  @Test
  void workThatGoesOn_isToldWithItsProgress() throws JsonProcessingException {
    String work = "{\"what\": \"checking\", \"done\": 30, \"expected\": 90, \"seconds_left\": %s}";

    assertThat(lines("{\"enabled\": true, \"work\": " + work.formatted("3720") + "}"))
        .first()
        .isEqualTo("upkeep is checking: 30 of 90, about 1 hour, 2 minutes left");
    assertThat(lines("{\"enabled\": true, \"work\": " + work.formatted("null") + "}"))
        .first()
        .isEqualTo("upkeep is checking: 30 of 90");
    assertThat(lines("{\"enabled\": true, \"work\": null}")).first().isEqualTo("nothing is due");
  }

  @Test
  void warnings_andThingsWithTooFewShares_areTold() throws JsonProcessingException {
    String low =
        "{\"path\": \"work:a\", \"good\": 2, \"needed\": 3, \"expected\": 10, \"failed_repairs\": 4}";

    assertThat(
            lines("{\"enabled\": true, \"warnings\": [\"It is late.\"], \"low\": [" + low + "]}"))
        .contains(
            "warning: It is late.",
            "too few shares: work:a has 2 of 10, and needs 3; repairs in vain: 4");
  }
}
