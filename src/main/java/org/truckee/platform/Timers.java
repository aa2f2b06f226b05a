package org.truckee.platform;

import io.vertx.core.Vertx;

/** Timers of an event loop, or of a test that says itself when time has passed. */
@FunctionalInterface
public interface Timers {
  /** Runs {@code action} once in {@code millis}, unless the result is run before. */
  Runnable in(long millis, Runnable action);

  /** The timers of the event loop that asks for them. */
  static Timers of(Vertx vertx) {
    return (millis, action) -> {
      long timer = vertx.setTimer(millis, late -> action.run());
      return () -> vertx.cancelTimer(timer);
    };
  }
}
