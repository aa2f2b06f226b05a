package org.truckee.client.timeline;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.Ticker;

/**
 * The latest transfers of a gateway, and the totals of all transfers of immutable files.
 * Thread-safe, and of bounded size: a transfer older than the last few of its kind is forgotten,
 * even if it still goes on.
 */
public final class Timelines {
  private static final int KEPT = 64;

  /** The totals of immutable files since the gateway started; they only grow. */
  public record Totals(
      long filesStored, long filesRead, long bytesStored, long bytesRead, long sharesStored) {}

  private final InstantSource clock;
  private final Ticker ticker;
  private final Map<Timeline.Kind, Deque<Timeline>> latest = new EnumMap<>(Timeline.Kind.class);
  private final AtomicLong filesStored = new AtomicLong();
  private final AtomicLong filesRead = new AtomicLong();
  private final AtomicLong bytesStored = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong sharesStored = new AtomicLong();
  private long lastId;

  /**
   * No transfers yet; {@code clock} tells when they begin, and {@code ticker} how long they take.
   */
  public Timelines(InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  /** A transfer that begins now. */
  public Timeline begin(Timeline.Kind kind, StorageIndex storageIndex, long size) {
    return begin(kind, storageIndex, size, "");
  }

  /** A transfer that begins now, and that its requester calls {@code label}. */
  public synchronized Timeline begin(
      Timeline.Kind kind, StorageIndex storageIndex, long size, String label) {
    Timeline timeline =
        new Timeline(
            new Timeline.Transfer(++lastId, kind, storageIndex, size, label),
            clock.instant(),
            new StepLog(ticker),
            this::count,
            bytes -> countRead(kind, bytes));
    Deque<Timeline> ofItsKind = latest.computeIfAbsent(kind, none -> new ArrayDeque<>());
    ofItsKind.add(timeline);
    if (ofItsKind.size() > KEPT) ofItsKind.remove().forget();
    return timeline;
  }

  /** Forgets {@code timeline}, of a transfer that turned out not to be wanted. */
  public synchronized void drop(Timeline timeline) {
    if (latest.getOrDefault(timeline.kind(), new ArrayDeque<>()).remove(timeline))
      timeline.forget();
  }

  private void countRead(Timeline.Kind kind, int bytes) {
    if (kind == Timeline.Kind.DOWNLOAD) bytesRead.addAndGet(bytes);
  }

  private void count(Timeline finished) {
    if (finished.kind() == Timeline.Kind.DOWNLOAD) filesRead.incrementAndGet();
    if (finished.kind() != Timeline.Kind.UPLOAD) return;
    filesStored.incrementAndGet();
    bytesStored.addAndGet(finished.size());
    sharesStored.addAndGet(finished.sharesDone());
  }

  /** The latest of every kind, the newest first. */
  public synchronized List<Timeline> latest() {
    List<Timeline> all = new ArrayList<>();
    latest.values().forEach(all::addAll);
    all.sort(Comparator.comparingLong(Timeline::id).reversed());
    return all;
  }

  /** The transfer of number {@code id}, unless it has been forgotten. */
  public synchronized Optional<Timeline> find(long id) {
    return latest().stream().filter(timeline -> timeline.id() == id).findFirst();
  }

  /** The totals. */
  public Totals totals() {
    return new Totals(
        filesStored.get(), filesRead.get(), bytesStored.get(), bytesRead.get(), sharesStored.get());
  }
}
