package org.truckee.web.record;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.platform.measure.MetricSink;

/**
 * Writes lines to {@link DailyFiles}, one after the other, on a thread of its own. Lines wait in a
 * queue of a bounded length; where it is full or the disk takes none, lines are dropped and
 * counted. The log tells of that once, and again when it has been otherwise, and a line {@code
 * {"time": …, "dropped": …}} tells it in the record. No request waits for its line, or fails for
 * it. Thread-safe.
 */
public final class RecordWriter {
  private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);

  /** The most lines that wait; each has some 200 bytes. */
  static final int MOST_WAITING = 4096;

  private static final long CARE_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** A line, and the time that tells its file. */
  record Line(Instant time, String text) {}

  private final DailyFiles files;
  private final BlockingWork work;
  private final Runnable endCare;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean writing = new AtomicBoolean();
  private final AtomicBoolean toldOfCrowd = new AtomicBoolean();
  private final AtomicBoolean toldOfDisk = new AtomicBoolean();
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private long noted;

  /** Writes to {@code files}, whose old ones it has deleted each hour. */
  public RecordWriter(Vertx vertx, DailyFiles files) {
    this(files, BlockingWork.onThreads(vertx, "truckee-record", 1), Timers.of(vertx));
  }

  RecordWriter(DailyFiles files, BlockingWork work, Timers timers) {
    this.files = files;
    this.work = work;
    this.endCare = timers.every(CARE_MILLIS, this::care);
  }

  /** Deletes the files that are too old; a directory that can't be had is told and no failure. */
  public Future<Void> open() {
    return work.run(this::deleteOld);
  }

  /** Writes all that is waiting, and ends. */
  public Future<Void> close() {
    endCare.run();
    return work.run(this::writeAll).eventually(work::close);
  }

  /** Has {@code text}, a line that was begun at {@code time}, written soon. */
  void add(Instant time, String text) {
    if (!waiting.offer(new Line(time, text)))
      drop(1, toldOfCrowd, "more requests end than can be written");
    if (writing.compareAndSet(false, true)) work.run(this::writeAll).onFailure(this::ended);
  }

  private void ended(Throwable failure) {
    writing.set(false);
    drop(0, toldOfDisk, FailureText.sentence(failure));
  }

  private void care() {
    work.run(this::deleteOld)
        .onFailure(failure -> LOG.debug("old records are deleted no more", failure));
  }

  private void deleteOld() {
    toldOfCrowd.set(false);
    try {
      files.deleteOld();
    } catch (IOException e) {
      LOG.warn("old files of the record of requests can't be deleted: {}", FailureText.sentence(e));
    }
  }

  /** What comes meanwhile is written by the same run, or by one that follows. */
  private void writeAll() {
    do {
      List<Line> lines = new ArrayList<>();
      while (waiting.drainTo(lines) > 0) {
        write(lines);
        lines.clear();
      }
      writing.set(false);
    } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
  }

  private void write(List<Line> lines) {
    long missing = dropped.sum();
    try {
      files.append(missing == noted ? lines : withGap(lines, missing - noted));
      noted = missing;
      written.add(lines.size());
      toldOfDisk.set(false);
    } catch (IOException e) {
      drop(lines.size(), toldOfDisk, FailureText.sentence(e));
    }
  }

  /** The same lines after one that says how many are missing. */
  private static List<Line> withGap(List<Line> lines, long missing) {
    Instant time = lines.get(0).time();
    String gap = new JsonObject().put("time", time.toString()).put("dropped", missing).encode();
    List<Line> all = new ArrayList<>(List.of(new Line(time, gap)));
    all.addAll(lines);
    return all;
  }

  private void drop(int lines, AtomicBoolean told, String reason) {
    dropped.add(lines);
    if (told.compareAndSet(false, true))
      LOG.warn("the record of requests has gaps, and /metrics counts them: {}", reason);
  }

  /** Tells {@code sink} how many lines were written, and how many were dropped. */
  public void tell(MetricSink sink) {
    String what = "Requests of which the record has a line, or should have";
    sink.counter("truckee_gateway_recorded", what, written.sum(), "outcome", "written");
    sink.counter("truckee_gateway_recorded", what, dropped.sum(), "outcome", "dropped");
  }
}
