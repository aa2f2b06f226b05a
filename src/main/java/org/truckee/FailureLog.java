package org.truckee;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells an operator of the failures that clients meet, each at most once a minute, so that no
 * client fills the log. The memory of earlier failures is bounded. Thread-safe.
 */
public final class FailureLog {
  private static final int MAX_REMEMBERED = 100;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final LongSupplier nanoTime;
  private final Map<String, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Tells {@code log}. */
  public FailureLog(Logger log) {
    this(log, System::nanoTime);
  }

  FailureLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Notes that a request was answered with {@code status} for {@code reason}. */
  public synchronized void note(int status, String reason) {
    long now = nanoTime.getAsLong();
    Long before = told.get(reason);
    if (before != null && now - before < MINUTE) return;
    told.remove(reason);
    told.put(reason, now);
    log.warn("a request was answered {}: {}", status, reason);
  }
}
