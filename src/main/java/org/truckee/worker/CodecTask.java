package org.truckee.worker;

import java.util.function.Supplier;

/**
 * One computation on its way to a worker. It travels over the event bus without a copy, so the
 * objects that it refers to must not be changed until its outcome is there.
 */
record CodecTask(Supplier<?> computation) {
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
