package org.truckee.worker;

import io.vertx.core.eventbus.DeliveryOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One computation on its way to a worker. It travels over the event bus without a copy, so the
 * objects that it refers to must not be changed until its outcome is there.
 */
record CodecTask(Supplier<?> computation) {
  /** The most tasks that wait for one worker. */
  static final int MAX_WAITING = 100_000;

  static final DeliveryOptions DELIVERY =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(ByReference.NAME)
          .setSendTimeout(TimeUnit.HOURS.toMillis(1));

  /** Computes, and catches a throwable, so that the asking side gets it. */
  Outcome run() {
    try {
      return new Outcome(computation.get(), null);
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      return new Outcome(null, e);
    }
  }

  /** The outcome of a computation: a value, or the throwable that it threw. */
  record Outcome(Object value, Throwable failure) {}
}
