package org.truckee.client.flow;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.truckee.crypto.StorageIndex;

/**
 * The latest transfers of a gateway, and how much all of them together came to. Thread-safe, and of
 * bounded size: a transfer that is older than the last few is forgotten, even if it still goes on.
 */
public final class Timelines {
  private static final int KEPT = 64;

  /** What has gone through since the gateway started; it only grows. */
  public record Totals(
      long filesStored, long filesRead, long bytesStored, long bytesRead, long sharesStored) {}

  private final InstantSource clock;
  private final Deque<Timeline> latest = new ArrayDeque<>();
  private final AtomicLong filesStored = new AtomicLong();
  private final AtomicLong filesRead = new AtomicLong();
  private final AtomicLong bytesStored = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong sharesStored = new AtomicLong();
  private long lastId;

  /** No transfers yet; {@code clock} says when they begin. */
  public Timelines(InstantSource clock) {
    this.clock = clock;
  }

  /** A transfer that begins now. */
  public synchronized Timeline begin(
      Timeline.Direction direction, StorageIndex storageIndex, long size) {
    Timeline timeline =
        new Timeline(
            ++lastId,
            direction,
            storageIndex,
            size,
            clock.instant(),
            this::count,
            bytesRead::addAndGet);
    latest.add(timeline);
    if (latest.size() > KEPT) latest.remove().forget();
    return timeline;
  }

  private void count(Timeline finished) {
    if (finished.direction() == Timeline.Direction.DOWN) {
      filesRead.incrementAndGet();
      return;
    }
    filesStored.incrementAndGet();
    bytesStored.addAndGet(finished.size());
    sharesStored.addAndGet(finished.sharesDone());
  }

  /** The latest transfers, the newest first. */
  public synchronized List<Timeline> latest() {
    List<Timeline> newestFirst = new ArrayList<>(latest);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** The transfer of number {@code id}, unless it has been forgotten. */
  public synchronized Optional<Timeline> find(long id) {
    return latest.stream().filter(timeline -> timeline.id() == id).findFirst();
  }

  /** What has gone through. */
  public Totals totals() {
    return new Totals(
        filesStored.get(), filesRead.get(), bytesStored.get(), bytesRead.get(), sharesStored.get());
  }
}
