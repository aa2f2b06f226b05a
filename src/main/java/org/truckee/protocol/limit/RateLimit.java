package org.truckee.protocol.limit;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.truckee.GridException;
import org.truckee.protocol.ClientBuckets;
import org.truckee.protocol.OverLimit;
import org.truckee.protocol.Rate;

/**
 * A limit to which each of many is held for itself, and the number of things that it refused. Of
 * those who are held to it, a bounded number is remembered. Thread-safe.
 */
public final class RateLimit {
  private final String verb;
  private final String noun;
  private final ClientBuckets buckets;
  private final LongAdder refused = new LongAdder();

  /**
   * A limit that is called by {@code verb} and {@code noun}, such as "sends" and "requests".
   *
   * @param most how many of those who are held to it are remembered
   */
  public RateLimit(String verb, String noun, Rate rate, LongSupplier nanoTime, int most) {
    this.verb = verb;
    this.noun = noun;
    this.buckets = new ClientBuckets(rate, nanoTime, most);
  }

  /**
   * Counts {@code amount} for {@code payer}; throws {@link OverLimit} if that is too much now, and
   * {@code TOO_LARGE} if it always is.
   */
  public void take(Payer payer, long amount) {
    Rate rate = buckets.rate();
    if (amount > rate.amount()) {
      refused.increment();
      throw new GridException(
          GridException.Kind.TOO_LARGE, rule(payer), "this request alone has " + amount);
    }
    OptionalLong wait = buckets.take(payer.key(), amount);
    if (wait.isEmpty()) return;
    refused.increment();
    throw new OverLimit(rule(payer), wait.getAsLong());
  }

  /** Counts {@code amount}, which was not known before it was used, for {@code payer}. */
  public void owe(Payer payer, long amount) {
    buckets.owe(payer.key(), amount);
  }

  private String rule(Payer payer) {
    Rate rate = buckets.rate();
    return "%s %s at most %d %s in %s here"
        .formatted(payer.name(), verb, rate.amount(), noun, words(rate.period()));
  }

  private static String words(Duration period) {
    return period.equals(Duration.ofHours(1)) ? "an hour" : "a minute";
  }

  /** The number of things that were refused. */
  public long refused() {
    return refused.sum();
  }

  /** The number of those who are remembered. */
  public int remembered() {
    return buckets.clients();
  }
}
