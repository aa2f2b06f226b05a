package org.truckee.web.monitor;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.truckee.platform.Timers;

/**
 * The part of one processor that this program used on average over the last minutes. Thread-safe.
 */
public final class CpuLoad {
  private static final int MOST_MINUTES = 15;

  private final LongSupplier used;
  private final LongSupplier now;
  private final Deque<long[]> samples = new ArrayDeque<>();

  /** A load computed from {@code used} at the times of {@code now}; both in nanoseconds. */
  CpuLoad(LongSupplier used, LongSupplier now) {
    this.used = used;
    this.now = now;
    sample();
  }

  /** The load of this process, sampled every minute for as long as {@code vertx} lives. */
  public static CpuLoad watched(Vertx vertx) {
    Timers timers = Timers.of(vertx);
    CpuLoad load = new CpuLoad(CpuLoad::processTime, timers::nanos);
    timers.every(TimeUnit.MINUTES.toMillis(1), load::sample);
    return load;
  }

  /** The processor time that this process has used, in nanoseconds. */
  static long processTime() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }

  /** Takes a sample. */
  synchronized void sample() {
    samples.addLast(new long[] {now.getAsLong(), used.getAsLong()});
    while (samples.size() > MOST_MINUTES + 1) samples.removeFirst();
  }

  /** The average over the last {@code minutes}, or over the time that is known of. */
  synchronized double average(int minutes) {
    long time = now.getAsLong();
    long[] since = samples.getLast();
    for (long[] sample : samples) {
      if (time - sample[0] > TimeUnit.MINUTES.toNanos(minutes)) continue;
      since = sample;
      break;
    }
    return time == since[0] ? 0 : (double) (used.getAsLong() - since[1]) / (time - since[0]);
  }
}
