package org.truckee.node.setting;

import java.time.Duration;
import java.util.Optional;
import org.truckee.crypto.ProofOfWork;
import org.truckee.storage.expire.LeaseDuration;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.admission.Price;

/** The keys of the admission of strangers at a gateway. */
public final class AdmissionKeys {
  private static final String KEY = "admission";
  private static final String QUOTA = "quota";
  private static final String PERIOD = "period";
  private static final String LEAST = "bits";
  private static final String MOST = "most_bits";
  private static final long MOST_QUOTA = 1L << 50;
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final int MOST_NETWORKS = 10_000_000;
  private static final int MOST_PER_HOUR = 1_000_000;

  private AdmissionKeys() {}

  /** Reads them in {@code gateway}; empty if strangers need no admission there. */
  public static Optional<AdmissionSettings> read(ConfigReader gateway) {
    ConfigReader part = gateway.part(KEY);
    AdmissionSettings settings =
        new AdmissionSettings(
            quota(part),
            period(part),
            price(part),
            part.number("networks", AdmissionSettings.USUAL_NETWORKS, 1, MOST_NETWORKS));
    return gateway.has(KEY) ? Optional.of(settings) : Optional.empty();
  }

  private static long quota(ConfigReader part) {
    long quota = part.size(QUOTA, AdmissionSettings.USUAL_QUOTA);
    if (quota < 1 || quota > MOST_QUOTA) throw part.bad(QUOTA, "must be from 1 B to 1 PiB");
    return quota;
  }

  private static Duration period(ConfigReader part) {
    String text = part.text(PERIOD, "");
    if (!part.has(PERIOD)) return AdmissionSettings.USUAL_PERIOD;
    return LeaseDuration.parse(text)
        .filter(time -> time.compareTo(Duration.ofDays(1)) >= 0)
        .filter(time -> time.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> part.bad(PERIOD, "must be a duration from \"1 day\" to \"10 years\""));
  }

  private static Price price(ConfigReader part) {
    Price usual = Price.USUAL;
    int least = part.number(LEAST, usual.least(), 1, ProofOfWork.MOST_BITS);
    int most = part.number(MOST, Math.max(least, usual.most()), 1, ProofOfWork.MOST_BITS);
    if (most < least) throw part.bad(MOST, "must be at least \"" + LEAST + "\"");
    return new Price(least, most, part.number("per_hour", usual.perHour(), 1, MOST_PER_HOUR));
  }
}
