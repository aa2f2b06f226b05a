package org.truckee.platform;

import java.util.function.UnaryOperator;

/** An action that is taken again and again; any thread may end that. */
final class RepeatedAction {
  private final UnaryOperator<Runnable> timer;
  private final Runnable action;
  private Runnable stopTimer;
  private boolean ended;

  /** {@code timer} takes a step after a while, unless its result is run before. */
  RepeatedAction(UnaryOperator<Runnable> timer, Runnable action) {
    this.timer = timer;
    this.action = action;
  }

  /** Waits for the first time; the result ends it. */
  synchronized Runnable start() {
    stopTimer = timer.apply(this::act);
    return this::end;
  }

  private void act() {
    synchronized (this) {
      if (ended) return;
      start();
    }
    action.run();
  }

  private synchronized void end() {
    ended = true;
    stopTimer.run();
  }
}
