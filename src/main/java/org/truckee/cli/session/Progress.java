package org.truckee.cli.session;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that shows progress. Safe for several threads. */
public final class Progress {
  private static final long UPDATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int BAR = 30;

  private final PrintStream out;
  private final String what;
  private final long size;
  private final long start = System.nanoTime();
  private String note = "";
  private long done;
  private long shown = start;

  /**
   * Shows the progress of {@code what} on {@code out}, or nothing if {@code out} is null. A
   * negative {@code size} is an unknown one.
   */
  Progress(PrintStream out, String what, long size) {
    this.out = out;
    this.what = what;
    this.size = size;
  }

  /** Notes that so many more bytes are through. */
  public synchronized void advance(long bytes) {
    done += bytes;
    show();
  }

  /** Puts {@code text} at the end of the line, such as a count of files. */
  public synchronized void note(String text) {
    note = "  " + text;
    show();
  }

  /** The bytes that are through. */
  public synchronized long done() {
    return done;
  }

  /** Ends the line. */
  public synchronized void finish() {
    if (out != null && shown != start) out.println("\r" + line(System.nanoTime()));
  }

  private void show() {
    long now = System.nanoTime();
    if (out == null || now - shown < UPDATE_NANOS) return;
    shown = now;
    out.print("\r" + line(now));
    out.flush();
  }

  private String line(long now) {
    double seconds = Math.max(1e-3, (now - start) / 1e9);
    String speed = "%.1f MiB, %.1f MiB/s".formatted(done / 1048576.0, done / 1048576.0 / seconds);
    if (size <= 0) return what + "  " + speed + note + "   ";
    int filled = (int) (BAR * Math.min(done, size) / size);
    return "%s  [%s%s] %3d %%  %s%s   "
        .formatted(
            what,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            100 * Math.min(done, size) / size,
            speed,
            note);
  }
}
