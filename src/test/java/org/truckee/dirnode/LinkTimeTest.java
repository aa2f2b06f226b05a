package org.truckee.dirnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.dirnode.metadata.Metadata;

class LinkTimeTest {
  /** The right-hand column is the time as Python's {@code json.dumps} writes it. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-28T00:00:00Z,1795824000.0",
    "2026-11-28T00:00:00.5Z,1795824000.5",
    "2026-11-28T00:00:00.123456789Z,1795824000.1234567",
    "2026-11-28T00:00:00.999999999Z,1795824001.0",
    "2026-11-28T00:00:00.000001Z,1795824000.000001",
    "1970-01-01T00:00:00Z,0.0"
  })
  void aLinksTime_isNotedAsTahoeNotesIt(Instant now, String seconds) {
    assertThat(Metadata.linked(Optional.empty(), Optional.empty(), now).toJson())
        .isEqualTo(
            "{\"tahoe\": {\"linkcrtime\": %s, \"linkmotime\": %s}}".formatted(seconds, seconds));
  }
}
