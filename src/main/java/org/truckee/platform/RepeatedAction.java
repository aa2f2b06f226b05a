package org.truckee.platform;

/** An action that is taken again and again; any thread may end that. */
final class RepeatedAction {
  private final Timers timers;
  private final long millis;
  private final Runnable action;
  private Runnable stopTimer;
  private boolean ended;

  RepeatedAction(Timers timers, long millis, Runnable action) {
    this.timers = timers;
    this.millis = millis;
    this.action = action;
  }

  /** Waits for the first time; the result ends it. */
  synchronized Runnable start() {
    stopTimer = timers.in(millis, this::act);
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
