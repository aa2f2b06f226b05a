package org.truckee.platform;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look, again and again, at files that others change, on a thread that may wait. A look that
 * takes long is not joined by a second one.
 */
public final class RepeatedLook {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedLook.class);
  private static final long MILLIS = 5_000;

  private final Timers timers;
  private final BlockingWork work;
  private final BlockingWork.Step look;
  private final AtomicBoolean looking = new AtomicBoolean();
  private Runnable end = () -> {};

  /** Has {@code work} take the step {@code look}. */
  public RepeatedLook(Timers timers, BlockingWork work, BlockingWork.Step look) {
    this.timers = timers;
    this.work = work;
    this.look = look;
  }

  /** Looks for the first time, and completes then; from then on, looks each 5 seconds. */
  public Future<Void> open() {
    return work.run(look).onSuccess(looked -> end = timers.every(MILLIS, this::again));
  }

  private void again() {
    if (!looking.compareAndSet(false, true)) return;
    work.run(look)
        .onComplete(done -> looking.set(false))
        .onFailure(failure -> LOG.error("a file can't be looked at again", failure));
  }

  /** Looks no more. */
  public Future<Void> close() {
    end.run();
    return Future.succeededFuture();
  }
}
