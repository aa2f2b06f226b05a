package org.truckee.storage.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {
  private static final long MILLI = 1_000_000;

  private long now;
  private final Latencies latencies = new Latencies(() -> now);

  /** The answers of Tahoe's own tests of its {@code get_latencies}, for calls of 0, 1, 2 … s. */
  @ParameterizedTest
  @CsvSource({
    "1, , , , , , , , ",
    "2, 0.5, , , , , , , ",
    "10, 4.5, , 1, 5, 9, , , ",
    "20, 9.5, , 2, 10, 18, 19, , ",
    "100, 49.5, 1, 10, 50, 90, 95, 99, ",
    "1000, 499.5, 10, 100, 500, 900, 950, 990, 999",
    "1500, 999.5, 510, 600, 1000, 1400, 1450, 1490, 1499"
  })
  void theMeanAndThePercentiles_areThoseOfTheLatestThousandCalls(
      int calls,
      Double mean,
      Double p01,
      Double p10,
      Double p50,
      Double p90,
      Double p95,
      Double p99,
      Double p999) {
    for (int i = 0; i < calls; i++) latencies.add(StorageCall.ADD_LEASE, 1000 * MILLI * i);

    Map<String, Object> expected = new HashMap<>();
    String name = "storage_server.latencies.add-lease.";
    expected.put(name + "samplesize", Math.min(calls, 1000));
    expected.put(name + "mean", mean);
    expected.put(name + "01_0_percentile", p01);
    expected.put(name + "10_0_percentile", p10);
    expected.put(name + "50_0_percentile", p50);
    expected.put(name + "90_0_percentile", p90);
    expected.put(name + "95_0_percentile", p95);
    expected.put(name + "99_0_percentile", p99);
    expected.put(name + "99_9_percentile", p999);
    assertThat(latencies.figures()).isEqualTo(expected);
  }

  @Test
  void aKindThatWasNeverCalled_hasNoFigures() {
    assertThat(latencies.figures()).isEmpty();
    assertThat(latencies.counts().values()).containsOnly(0L);
  }

  @Test
  void aCall_takesAsLongAsItsClockSays_andAFailedOneCountsNot() throws IOException {
    assertThat(latencies.measured(StorageCall.READ, () -> now += 250 * MILLI))
        .isEqualTo(250 * MILLI);
    latencies.measured(StorageCall.READ, () -> now += 750 * MILLI);
    assertThatThrownBy(() -> latencies.measured(StorageCall.READ, LatenciesTest::failing))
        .isInstanceOf(IOException.class);

    assertThat(latencies.figures()).containsEntry("storage_server.latencies.read.mean", 0.5);
    assertThat(latencies.counts()).containsEntry("storage_server.read", 2L);
  }

  private static Object failing() throws IOException {
    throw new IOException("the disk fails");
  }
}
