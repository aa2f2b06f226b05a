package org.truckee.node.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truckee.Version;
import org.truckee.node.process.ResidentMemory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.measure.MetricSink;
import org.truckee.platform.measure.Monitored;

/**
 * The process and its share of the machine's time and memory, beside what Micrometer tells.
 *
 * @param roles those of the node; other nodes may be in the same process
 */
record ProcessFigures(List<String> roles, BlockingWork work) implements Monitored {
  private static final double MIB = 1 << 20;

  @Override
  public Future<Void> tell(MetricSink sink) {
    return work.run(() -> tellNow(sink));
  }

  private void tellNow(MetricSink sink) throws IOException {
    String version = Version.TEXT.replaceFirst("^truckee/", "");
    sink.gauge("truckee_build", "The version of the program", 1, "version", version);
    roles.forEach(role -> sink.gauge("truckee_role", "A role of the node", 1, "role", role));
    ResidentMemory.nowMib(ProcessHandle.current().pid())
        .ifPresent(
            held ->
                sink.gauge("process_resident_memory_bytes", "Bytes of memory held", held * MIB));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
      sink.counter(
          "process_cpu_seconds",
          "Time of processors used",
          system.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1));
    tellGarbage(sink, ManagementFactory.getGarbageCollectorMXBeans());
  }

  private static void tellGarbage(MetricSink sink, List<GarbageCollectorMXBean> all) {
    long millis = all.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    long count = all.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    sink.counter(
        "truckee_gc_seconds",
        "Time taken to collect garbage",
        millis / (double) TimeUnit.SECONDS.toMillis(1));
    sink.counter("truckee_gc_collections", "Collections of garbage", count);
  }
}
