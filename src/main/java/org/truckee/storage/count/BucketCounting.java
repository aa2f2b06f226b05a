package org.truckee.storage.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.storage.crawl.Slices;
import org.truckee.storage.disk.ShareDirectories;

/**
 * The count of the files that a server has shares of: a counter on a thread of its own, woken by a
 * timer. Event loop only, except for {@link #told}.
 */
public final class BucketCounting {
  private final Path storage;
  private final InstantSource clock;
  private final Timers timers;
  private final BlockingWork thread;
  private volatile Optional<BucketCounter> counter = Optional.empty();
  private Optional<Slices> slices = Optional.empty();

  /** The count of the shares below {@code storage}. */
  public BucketCounting(Vertx vertx, Path storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
    this.timers = Timers.of(vertx);
    this.thread = BlockingWork.onThreads(vertx, "truckee-count", 1);
  }

  /** Reads what an earlier run remembered; the count begins a while later. */
  public Future<Void> open() {
    Path shares = new ShareDirectories(storage).shares();
    return thread
        .ask(() -> new BucketCounter(storage, shares, clock, timers))
        .onSuccess(this::start)
        .mapEmpty();
  }

  private void start(BucketCounter opened) {
    counter = Optional.of(opened);
    Slices begun = new Slices(opened, thread, timers);
    slices = Optional.of(begun);
    begun.start(BucketCounter.PACE.firstSlice());
  }

  /** All that an operator is told, in Tahoe's words; empty before the start. */
  public Optional<ObjectNode> told() {
    return counter.map(BucketCounter::told);
  }

  /** The files that the last whole count found; empty before its end. Any thread. */
  public Optional<Long> total() {
    return counter.flatMap(BucketCounter::total);
  }

  /** Ends the count, and remembers how far it came. */
  public Future<Void> close() {
    return slices.map(Slices::close).orElse(Future.succeededFuture()).eventually(thread::close);
  }
}
