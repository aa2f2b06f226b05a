package org.truckee.storage.crawl;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;

/**
 * Work without an end that is done a slice at a time, on a thread that may block, with a rest after
 * each slice. Event loop only.
 */
public final class Slices {
  private static final Logger LOG = LoggerFactory.getLogger(Slices.class);
  private static final long REST_AFTER_FAILURE_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private final Sliced work;
  private final BlockingWork thread;
  private final Timers timers;
  private Runnable stopTimer = () -> {};
  private Future<?> slice = Future.succeededFuture();
  private boolean worked;
  private boolean closed;

  /** Work that can be left at any time and remembers how far it came. */
  public interface Sliced {
    /** Works for a slice, and returns how long to rest then. Blocks. */
    Duration work() throws IOException;

    /** Ends the slice under way early; any thread. */
    void stop();

    /** Remembers how far the work came. Blocks. */
    void save() throws IOException;
  }

  /** Does {@code work} on {@code thread}, once it is started. */
  public Slices(Sliced work, BlockingWork thread, Timers timers) {
    this.work = work;
    this.thread = thread;
    this.timers = timers;
  }

  /** Does the first slice after {@code rest}. */
  public void start(Duration rest) {
    next(rest.toMillis());
  }

  private void next(long millis) {
    if (!closed) stopTimer = timers.in(Math.max(1, millis), this::work);
  }

  private void work() {
    worked = true;
    slice =
        thread.ask(work::work).map(Duration::toMillis).onSuccess(this::next).onFailure(this::later);
  }

  private void later(Throwable failure) {
    LOG.error("storage: the crawl over the shares fails, and is tried again later", failure);
    next(REST_AFTER_FAILURE_MILLIS);
  }

  /** Ends the work, and has it remember how far it came, if it came anywhere. */
  public Future<Void> close() {
    closed = true;
    stopTimer.run();
    if (!worked) return Future.succeededFuture();
    work.stop();
    return slice.transform(ended -> thread.run(work::save));
  }
}
