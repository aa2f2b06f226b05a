package org.truckee.protocol;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A bucket for each client, which is full at first and fills again at one {@link Rate}. Of clients,
 * those that were there last are remembered; one that was forgotten begins with a full bucket.
 * Thread-safe; never blocks for long.
 */
public final class ClientBuckets {
  private final Rate rate;
  private final TimeMeter time;
  private final Map<String, Bucket> byClient;

  /** Buckets of {@code rate} for at most {@code most} clients. */
  public ClientBuckets(Rate rate, LongSupplier nanoTime, int most) {
    this.rate = rate;
    this.time = new Nanos(nanoTime);
    this.byClient =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > most;
          }
        };
  }

  /** The rate of each bucket. */
  public Rate rate() {
    return rate;
  }

  /**
   * Takes {@code amount}, which is at most that of the rate, from the bucket of {@code client}.
   * Takes nothing if there is less, and returns the nanoseconds until there is enough.
   */
  public OptionalLong take(String client, long amount) {
    if (amount > rate.amount())
      throw new IllegalArgumentException(amount + " of a bucket of " + rate.amount());
    if (amount <= 0) return OptionalLong.empty();
    ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(amount);
    return probe.isConsumed()
        ? OptionalLong.empty()
        : OptionalLong.of(probe.getNanosToWaitForRefill());
  }

  /**
   * Takes {@code amount} from the bucket of {@code client}, which holds less than nothing then if
   * it held less: it fills again first.
   */
  public void owe(String client, long amount) {
    if (amount > 0) bucket(client).consumeIgnoringRateLimits(amount);
  }

  private synchronized Bucket bucket(String client) {
    return byClient.computeIfAbsent(client, first -> full());
  }

  private Bucket full() {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(rate.amount()).refillGreedy(rate.amount(), rate.period()))
        .build();
  }

  /** The number of clients that are remembered. */
  public synchronized int clients() {
    return byClient.size();
  }

  private record Nanos(LongSupplier source) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return source.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
