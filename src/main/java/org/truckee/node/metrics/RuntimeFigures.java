package org.truckee.node.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The figures of the virtual machine and its process, by Micrometer: memory, threads, classes,
 * processor, open files and time since the start. Blocks.
 */
final class RuntimeFigures {
  /** Those whose names Prometheus's own judge refuses. */
  private static final Set<String> MISNAMED = Set.of("system.cpu.count", "process.cpu.time");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  RuntimeFigures() {
    registry.config().meterFilter(MeterFilter.deny(RuntimeFigures::isMisnamed));
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  private static boolean isMisnamed(Meter.Id id) {
    return MISNAMED.contains(id.getName());
  }

  /** The text of these and of {@code others}. */
  String text(CollectedFigures others) throws IOException {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    others.snapshots().forEach(all::metricSnapshot);
    registry.getPrometheusRegistry().scrape().forEach(all::metricSnapshot);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(text, all.build());
    return text.toString(StandardCharsets.UTF_8);
  }
}
