package org.truckee.platform.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;

/** Times are counted in ranges, and failures by their kinds. */
class TimingsTest {
  private final Timings timings = new Timings();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "500, 0",
    "501, 1",
    "1000, 1",
    "60000000, 15",
    "60000001, 16",
    "9999999999, 16"
  })
  void aTime_countsInTheRangeThatItEnds(long micros, int range) {
    timings.add(TimeUnit.MICROSECONDS.toNanos(micros));

    List<Long> counts = new ArrayList<>(timings.now().counts());
    assertThat(counts.remove(range)).isEqualTo(1);
    assertThat(counts).containsOnly(0L);
  }

  @Test
  void theSum_isThatOfAll() {
    timings.add(TimeUnit.MILLISECONDS.toNanos(250));
    timings.add(TimeUnit.SECONDS.toNanos(90));

    assertThat(timings.now().sum()).isEqualTo(90.25);
    assertThat(timings.now().all()).isEqualTo(2);
  }

  private enum Call {
    READ,
    WRITE
  }

  @Test
  void failures_areToldByTheirKinds_fromNothingOn() {
    CallTimes<Call> calls = new CallTimes<>(Call.class, call -> call.name() + "s");
    calls.failed(Call.READ, new GridException(GridException.Kind.NO_SPACE, "full"));
    calls.failed(Call.READ, new IOException("/a/path"));
    calls.succeeded(Call.WRITE, 1);

    List<String> told = new ArrayList<>();
    calls.tell(new Telling(told), "x", "calls");
    assertThat(told)
        .contains(
            "x_failures [call, READs, reason, no_space] 1.0",
            "x_failures [call, READs, reason, other] 1.0",
            "x_failures [call, WRITEs, reason, other] 0.0",
            "x_seconds [call, WRITEs] 1",
            "x_seconds [call, READs] 0");
  }

  private record Telling(List<String> told) implements MetricSink {
    @Override
    public void gauge(String name, String help, Number value, String... labels) {
      counter(name, help, value, labels);
    }

    @Override
    public void counter(String name, String help, Number value, String... labels) {
      told.add(name + " " + List.of(labels) + " " + value.doubleValue());
    }

    @Override
    public void histogram(String name, String help, Timings.Counts times, String... labels) {
      told.add(name + " " + List.of(labels) + " " + times.all());
    }
  }
}
