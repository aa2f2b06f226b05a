package org.truckee.client.timeline;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.truckee.FailureText;
import org.truckee.crypto.StorageIndex;

/**
 * What was done to one file on the grid, server by server and segment by segment, for those who
 * wonder why it took so long. It keeps the latest steps only, and what failed. Thread-safe.
 */
public final class Timeline {
  /** What is done to the file. */
  public enum Kind {
    /** An immutable file is put on the grid. */
    UPLOAD,
    /** An immutable file is read. */
    DOWNLOAD,
    /** A new version of a mutable file is written. */
    PUBLISH,
    /** A version of a mutable file is read. */
    RETRIEVE,
    /** Servers are asked for shares of a mutable file until one version can be read. */
    SURVEY_TO_READ,
    /** The same until all are known that a writer has to replace. */
    SURVEY_TO_WRITE,
    /** All servers are asked for shares of a mutable file. */
    SURVEY_OF_ALL;

    /** Whether servers get something to keep. */
    public boolean isWriting() {
      return this == UPLOAD || this == PUBLISH;
    }

    /** Whether contents go neither way. */
    public boolean isSurvey() {
      return this == SURVEY_TO_READ || this == SURVEY_TO_WRITE || this == SURVEY_OF_ALL;
    }
  }

  private final long id;
  private final Kind kind;
  private final StorageIndex storageIndex;
  private final long size;
  private final String label;
  private final Instant start;
  private final Consumer<Timeline> whenFinished;
  private final IntConsumer whenRead;
  private final StepLog log = new StepLog();
  private long segments;
  private long segmentsDone;
  private int shares;
  private Duration took;
  private String failure;

  Timeline(
      long id,
      Kind kind,
      StorageIndex storageIndex,
      long size,
      String label,
      Instant start,
      Consumer<Timeline> whenFinished,
      IntConsumer whenRead) {
    this.id = id;
    this.kind = kind;
    this.storageIndex = storageIndex;
    this.size = size;
    this.label = label;
    this.start = start;
    this.whenFinished = whenFinished;
    this.whenRead = whenRead;
  }

  /** Notes when {@code work}, which begins now, comes to what end. Returns {@code future}. */
  public <T> Future<T> watch(
      Step.Work work, String server, int share, long segment, Future<T> future) {
    return log.watch(work, server, share, segment, future);
  }

  /** Notes into how many segments and shares the file is cut. */
  public synchronized void cut(long intoSegments, int intoShares) {
    segments = intoSegments;
    shares = intoShares;
  }

  /** Notes that all before segment {@code next} are through. */
  public synchronized void reached(long next) {
    segmentsDone = Math.max(segmentsDone, next);
  }

  /** Notes that {@code bytes} of a file on its way down, up to segment {@code next}, are there. */
  public void read(long next, int bytes) {
    whenRead.accept(bytes);
    boolean enough;
    synchronized (this) {
      segmentsDone = Math.max(segmentsDone, next);
      enough = segmentsDone >= segments;
    }
    if (enough) finish(null);
  }

  /** Notes the end; {@code cause} is null if all went well. A later end counts more. */
  public void finish(Throwable cause) {
    boolean first;
    synchronized (this) {
      first = took == null;
      took = Duration.ofNanos(log.elapsed());
      failure = cause == null ? null : FailureText.sentence(cause);
      if (failure == null) segmentsDone = segments;
    }
    if (first && cause == null) whenFinished.accept(this);
  }

  /** Lets go of all steps: nobody will ask for them. */
  void forget() {
    log.forget();
  }

  /** Its number, by which it is asked for. */
  public long id() {
    return id;
  }

  /** What is done to the file. */
  public Kind kind() {
    return kind;
  }

  /** Where the file's shares are. */
  public StorageIndex storageIndex() {
    return storageIndex;
  }

  /** The bytes of the file; 0 for a survey, which need not know them. */
  public long size() {
    return size;
  }

  /** What whoever wanted it done calls it; empty if they call it nothing. */
  public String label() {
    return label;
  }

  public Instant start() {
    return start;
  }

  /** How long it took; empty as long as it goes on. */
  public synchronized Optional<Duration> took() {
    return Optional.ofNullable(took);
  }

  /** How long it has been going on, or took. */
  public synchronized Duration age() {
    return took == null ? Duration.ofNanos(log.elapsed()) : took;
  }

  /** Whether nobody has wanted anything of it for a while, although it has not come to its end. */
  public synchronized boolean leftOff() {
    return took == null && log.leftOff();
  }

  /** Why it failed; empty if it has not. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** How many segments the file has; 0 if nobody knows yet. */
  public synchronized long segments() {
    return segments;
  }

  /** How many of them are through. */
  public synchronized long segmentsDone() {
    return segmentsDone;
  }

  /** How many shares the file is to have; 0 if nobody knows yet. */
  public synchronized int shares() {
    return shares;
  }

  /** How many of them servers keep for good. */
  public int sharesDone() {
    return log.closed();
  }

  /** How many steps were forgotten to keep this small. */
  public int forgotten() {
    return log.forgotten();
  }

  /** The steps, in the order in which they began. */
  public List<Step> steps() {
    return log.steps();
  }
}
