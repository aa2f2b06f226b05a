package org.truckee.client.ask;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.truckee.platform.Timers;

/** Timers of a clock that a test moves. */
final class HeldTimers implements Timers {
  private record Alarm(long due, long order, Runnable action) {}

  private final Set<Alarm> alarms = new LinkedHashSet<>();
  private long now;
  private long set;

  @Override
  public Runnable in(long millis, Runnable action) {
    Alarm alarm = new Alarm(now + millis, set++, action);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  /** Lets time pass until {@code millis} after the beginning. */
  void until(long millis) {
    for (Optional<Alarm> next = next(millis); next.isPresent(); next = next(millis)) {
      alarms.remove(next.get());
      now = next.get().due();
      next.get().action().run();
    }
    now = millis;
  }

  private Optional<Alarm> next(long latest) {
    return alarms.stream()
        .filter(alarm -> alarm.due() <= latest)
        .min(Comparator.comparing(Alarm::due).thenComparing(Alarm::order));
  }

  /** How many will still ring. */
  int waiting() {
    return alarms.size();
  }
}
