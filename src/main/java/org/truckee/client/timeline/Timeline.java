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
 * The steps of one transfer, server by server and segment by segment, for people who look for the
 * reason of a delay. It keeps the latest steps only, and failures. Thread-safe.
 */
public final class Timeline {
  /** The kinds of transfers. */
  public enum Kind {
    /** An immutable file is put on the grid. */
    UPLOAD,
    /** An immutable file is read. */
    DOWNLOAD,
    /** Missing shares of an immutable file are made anew. */
    REPAIR,
    /** A new version of a mutable file is written. */
    PUBLISH,
    /** A version of a mutable file is read. */
    RETRIEVE,
    /** Servers are asked for shares of a mutable file until one version can be read. */
    SURVEY_TO_READ,
    /** Servers are asked until all shares are known that a writer has to replace. */
    SURVEY_TO_WRITE,
    /** All servers are asked for shares of a mutable file. */
    SURVEY_OF_ALL,
    /** Servers are asked for random blocks of a file, which prove that they have its shares. */
    AUDIT;

    /** Returns whether servers get shares to keep. */
    public boolean isWriting() {
      return this == UPLOAD || this == REPAIR || this == PUBLISH;
    }

    /** Returns whether a file goes through as a whole, or as far as somebody wants it. */
    public boolean hasSegments() {
      return !isSurvey() && this != AUDIT;
    }

    /** Returns whether contents go neither way. */
    public boolean isSurvey() {
      return this == SURVEY_TO_READ || this == SURVEY_TO_WRITE || this == SURVEY_OF_ALL;
    }
  }

  /**
   * The subject of a timeline.
   *
   * @param id the number that requests name the timeline by
   * @param size the bytes of the file; 0 for a survey, which need not know them
   * @param label the requester's name for the transfer; empty if there is none
   */
  record Transfer(long id, Kind kind, StorageIndex storageIndex, long size, String label) {}

  private final Transfer transfer;
  private final Instant start;
  private final Consumer<Timeline> whenFinished;
  private final IntConsumer whenRead;
  private final StepLog log;
  private long segments;
  private long segmentsDone;
  private long bytesSampled;
  private int shares;
  private Duration took;
  private String failure;

  Timeline(
      Transfer transfer,
      Instant start,
      StepLog log,
      Consumer<Timeline> whenFinished,
      IntConsumer whenRead) {
    this.transfer = transfer;
    this.start = start;
    this.log = log;
    this.whenFinished = whenFinished;
    this.whenRead = whenRead;
  }

  /** Notes the end of {@code work}, which begins now. Returns {@code future}. */
  public <T> Future<T> watch(
      Step.Work work, String server, int share, long segment, Future<T> future) {
    return log.watch(new Step.Task(work, server, share, segment), future);
  }

  /** Notes the numbers of segments and shares of the file. */
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

  /** Notes that {@code bytes} of a share were read to see whether it is there. */
  public synchronized void sampled(long bytes) {
    bytesSampled += bytes;
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

  /** The number that requests name it by. */
  public long id() {
    return transfer.id();
  }

  /** The kind of the transfer. */
  public Kind kind() {
    return transfer.kind();
  }

  /** The address of the file's shares. */
  public StorageIndex storageIndex() {
    return transfer.storageIndex();
  }

  /** The bytes of the file; 0 for a survey, which need not know them; those read for an audit. */
  public synchronized long size() {
    return transfer.size() + bytesSampled;
  }

  /** The requester's name for the transfer; empty if there is none. */
  public String label() {
    return transfer.label();
  }

  /** The time when it began. */
  public Instant start() {
    return start;
  }

  /** The time that it took; empty as long as it goes on. */
  public synchronized Optional<Duration> took() {
    return Optional.ofNullable(took);
  }

  /** The time since it began, or that it took. */
  public synchronized Duration age() {
    return took == null ? Duration.ofNanos(log.elapsed()) : took;
  }

  /**
   * Returns whether nobody has wanted anything of it for a while, although it has not come to its
   * end.
   */
  public synchronized boolean leftOff() {
    return took == null && log.leftOff();
  }

  /** The reason of its failure; empty if it has not failed. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** The number of segments of the file; 0 if nobody knows yet. */
  public synchronized long segments() {
    return segments;
  }

  /** The number of segments that are through. */
  public synchronized long segmentsDone() {
    return segmentsDone;
  }

  /** The number of shares that the file is to have; 0 if nobody knows yet. */
  public synchronized int shares() {
    return shares;
  }

  /** The number of shares that servers keep for good. */
  public int sharesDone() {
    return log.closed();
  }

  /** The number of steps that were forgotten to keep the timeline small. */
  public int forgotten() {
    return log.forgotten();
  }

  /** The steps, in the order in which they began. */
  public List<Step> steps() {
    return log.steps();
  }
}
