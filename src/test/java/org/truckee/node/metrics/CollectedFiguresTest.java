package org.truckee.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.platform.measure.Timings;

/**
 * Figures become the text that Prometheus reads, and no label can hold what is nobody's business.
 */
class CollectedFiguresTest {
  private final CollectedFigures figures = new CollectedFigures();

  @Test
  void figures_areToldInPrometheusForm() throws IOException {
    Timings times = new Timings();
    times.add(TimeUnit.MILLISECONDS.toNanos(3));
    times.add(TimeUnit.MINUTES.toNanos(2));
    figures.gauge("truckee_a_bytes", "Some bytes", 5, "role", "storage");
    figures.gauge("truckee_a_bytes", "Some bytes", Double.NaN, "role", "vdrive");
    figures.counter("truckee_b", "A count", 7);
    figures.histogram("truckee_c_seconds", "A time", times.now(), "call", "add-lease");

    assertThat(new RuntimeFigures().text(figures))
        .contains(
            "# HELP truckee_a_bytes Some bytes\n# TYPE truckee_a_bytes gauge\n",
            "truckee_a_bytes{role=\"storage\"} 5.0\n",
            "truckee_a_bytes{role=\"vdrive\"} NaN\n",
            "# TYPE truckee_b_total counter\ntruckee_b_total 7.0\n",
            "truckee_c_seconds_bucket{call=\"add-lease\",le=\"0.0025\"} 0\n",
            "truckee_c_seconds_bucket{call=\"add-lease\",le=\"0.005\"} 1\n",
            "truckee_c_seconds_bucket{call=\"add-lease\",le=\"+Inf\"} 2\n",
            "truckee_c_seconds_count{call=\"add-lease\"} 2\n",
            "truckee_c_seconds_sum{call=\"add-lease\"} 120.003\n",
            "jvm_memory_used_bytes{area=\"heap\"",
            "process_uptime_seconds ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "URI:CHK:abc",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "a stranger's name",
        "",
        "\"",
        "/home/x",
        "ä"
      })
  void whatCouldTellSomething_isNoLabel(String value) {
    assertThatThrownBy(() -> figures.gauge("truckee_a", "A", 1, "role", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this is no word for a label");
    assertThatThrownBy(() -> figures.counter("truckee_a", "A", 1, "role"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
