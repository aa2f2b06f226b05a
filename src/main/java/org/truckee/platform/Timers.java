package org.truckee.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Timers of an event loop, or of a test that says itself when time has passed. */
public interface Timers extends Ticker {
  /** Runs {@code action} once in {@code millis}, unless the result is run before. */
  Runnable in(long millis, Runnable action);

  @Override
  default long nanos() {
    return Ticker.SYSTEM.nanos();
  }

  /** Runs {@code action} each time that {@code millis} have passed, until the result is run. */
  default Runnable every(long millis, Runnable action) {
    return new RepeatedAction(next -> in(millis, next), action).start();
  }

  /** Completes in {@code millis}. */
  default Future<Void> pause(long millis) {
    return Future.future(promise -> in(millis, promise::complete));
  }

  /** The timers of the event loop that asks for them. */
  static Timers of(Vertx vertx) {
    return (millis, action) -> {
      long timer = vertx.setTimer(millis, late -> action.run());
      return () -> vertx.cancelTimer(timer);
    };
  }
}
