package org.truckee.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseEndsTest {
  private static final long DAY = 86_400;

  /** The end of a lease whose age is told as the day that it is in. */
  @ParameterizedTest
  @CsvSource({
    "0, , later", "23, , later", "24, , week", "29, , week", "30, , day", "31, , ended",
    "400, , ended", "1, 2, day", "2, 2, ended", "0, 60, later", "40, 60, later", "53, 60, week"
  })
  void aLease_isCountedByTheTimeWhenItEnds(long age, Long override, String place) {
    ObjectNode cycle = new ObjectMapper().createObjectNode();
    Long seconds = override == null ? null : override * DAY;
    cycle.putArray("configured-expiration-mode").add("age").add(seconds);
    cycle.putArray("lease-age-histogram").addArray().add(age * DAY).add((age + 1) * DAY).add(5);

    assertThat(LeaseEnds.of(cycle))
        .isEqualTo(
            switch (place) {
              case "ended" -> new LeaseEnds(5, 0, 0, 0);
              case "day" -> new LeaseEnds(0, 5, 0, 0);
              case "week" -> new LeaseEnds(0, 0, 5, 0);
              default -> new LeaseEnds(0, 0, 0, 5);
            });
  }

  @Test
  void daysAreTold_asTheyAreSaid() {
    assertThat(LeaseEnds.days(DAY)).isEqualTo("1 day");
    assertThat(LeaseEnds.days(31 * DAY)).isEqualTo("31 days");
    assertThat(LeaseEnds.days(DAY + DAY / 2)).isEqualTo("1.5 days");
  }
}
