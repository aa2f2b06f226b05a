package org.truckee.testing;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.truckee.platform.Timers;

/** Timers of a clock that a test moves; any thread may set and stop them. */
public final class HeldTimers implements Timers {
  private record Alarm(long due, long order, Runnable action) {}

  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
  private volatile long now;
  private long set;

  @Override
  public Runnable in(long millis, Runnable action) {
    Alarm alarm = new Alarm(now + millis, set++, action);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  @Override
  public long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(now);
  }

  /** Lets time pass until {@code millis} after the beginning. */
  public void until(long millis) {
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

  /** The number of alarms that will still ring. */
  public int waiting() {
    return alarms.size();
  }
}
