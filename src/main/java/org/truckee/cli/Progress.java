package org.truckee.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that says how far a transfer is. */
final class Progress {
  private static final long UPDATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int BAR = 30;

  private final PrintStream out;
  private final String what;
  private final long size;
  private final long start = System.nanoTime();
  private long done;
  private long shown = start;

  private Progress(PrintStream out, String what, long size) {
    this.out = out;
    this.what = what;
    this.size = size;
  }

  /**
   * Shows {@code what} on {@code out}; shows nothing if that is null. {@code size} is negative if
   * it is not known.
   */
  static Progress on(PrintStream out, String what, long size) {
    return new Progress(out, what, size);
  }

  /**
   * Where progress is shown: the terminal, if the launcher saw one and {@code quiet} does not
   * forbid it, else nowhere.
   */
  static PrintStream terminal(boolean quiet) {
    return quiet || !Boolean.getBoolean("truckee.terminal") ? null : System.err;
  }

  void advance(long bytes) {
    done += bytes;
    long now = System.nanoTime();
    if (out == null || now - shown < UPDATE_NANOS) return;
    shown = now;
    out.print("\r" + line(now));
    out.flush();
  }

  /** Leaves the line. */
  void finish() {
    if (out != null && shown != start) out.println("\r" + line(System.nanoTime()));
  }

  private String line(long now) {
    double seconds = Math.max(1e-3, (now - start) / 1e9);
    String speed = "%.1f MiB, %.1f MiB/s".formatted(done / 1048576.0, done / 1048576.0 / seconds);
    if (size <= 0) return what + "  " + speed + "   ";
    int filled = (int) (BAR * Math.min(done, size) / size);
    return "%s  [%s%s] %3d %%  %s   "
        .formatted(
            what,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            100 * Math.min(done, size) / size,
            speed);
  }
}
