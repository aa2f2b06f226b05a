package org.truckee.web.admission;

import java.time.Duration;
import java.util.Objects;

/**
 * The settings of a gateway that admits strangers for a proof of work.
 *
 * @param quota the bytes that one network of addresses may store
 * @param period the time for which it may, after which it needs another proof
 * @param price the price of an admission
 * @param networks the most networks that are admitted at a time
 */
public record AdmissionSettings(long quota, Duration period, Price price, int networks) {
  /** The bytes unless it is said. */
  public static final long USUAL_QUOTA = 100L << 20;

  /** The time unless it is said. */
  public static final Duration USUAL_PERIOD = Duration.ofDays(30);

  /** The networks unless it is said; each takes some hundred bytes of disk. */
  public static final int USUAL_NETWORKS = 100_000;

  /** Checks that somebody can be admitted. */
  public AdmissionSettings {
    Objects.requireNonNull(price, "price");
    if (quota < 1 || networks < 1 || period.isNegative() || period.isZero())
      throw new IllegalArgumentException("an admission for nobody, or to nothing");
  }
}
