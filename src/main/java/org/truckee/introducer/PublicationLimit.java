package org.truckee.introducer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how often one client may publish in a minute, so that no client takes the disk or the time
 * of others. Every attempt that is let through counts, useful or not. The memory of attempts is
 * bounded too: the clients whose first attempt is the oldest are forgotten. Thread-safe.
 */
final class PublicationLimit {
  /** The most clients that are remembered. */
  static final int MAX_CLIENTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(PublicationLimit.class);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int perMinute;
  private final String tooMany;
  private final LongSupplier nanoTime;
  private final Map<String, Attempts> byClient =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  private record Attempts(long since, int count) {}

  PublicationLimit(int perMinute, LongSupplier nanoTime) {
    this(perMinute, nanoTime, "publishes more than %d announcements in a minute");
  }

  /** Bounds attempts at something else, of which {@code tooMany} is what the log says. */
  PublicationLimit(int perMinute, LongSupplier nanoTime, String tooMany) {
    this.perMinute = perMinute;
    this.tooMany = tooMany.formatted(perMinute);
    this.nanoTime = nanoTime;
  }

  /** The number of attempts that a client has in a minute. */
  int perMinute() {
    return perMinute;
  }

  /**
   * Counts an attempt of {@code client}; the seconds until its next one, if this one is too many.
   */
  synchronized OptionalInt count(String client) {
    long now = nanoTime.getAsLong();
    Attempts before = byClient.get(client);
    if (before == null || now - before.since() >= MINUTE) {
      byClient.remove(client);
      byClient.put(client, new Attempts(now, 1));
      return OptionalInt.empty();
    }
    if (before.count() == perMinute) LOG.warn("{} {}", client, tooMany);
    byClient.put(client, new Attempts(before.since(), Math.min(before.count(), perMinute) + 1));
    if (before.count() < perMinute) return OptionalInt.empty();
    return OptionalInt.of((int) TimeUnit.NANOSECONDS.toSeconds(before.since() + MINUTE - now) + 1);
  }

  /** The number of clients that are remembered now. */
  synchronized int size() {
    return byClient.size();
  }
}
