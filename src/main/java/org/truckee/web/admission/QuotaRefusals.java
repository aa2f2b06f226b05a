package org.truckee.web.admission;

import java.time.Duration;
import java.time.Instant;
import org.truckee.GridException;
import org.truckee.web.failure.AdmissionRefused;
import org.truckee.web.page.Amount;

/** The failures of strangers who store something, in words. */
final class QuotaRefusals {
  private QuotaRefusals() {}

  /** One whose network is not admitted. */
  static AdmissionRefused notAdmitted(AdmissionSettings settings) {
    return new AdmissionRefused(
        GridException.Kind.FORBIDDEN,
        "who is not signed in stores here after a proof of work: " + rule(settings),
        "the page " + AdmissionRefused.PAGE + " of this gateway tells how to be admitted");
  }

  /** One whose network has stored so much that {@code bytes} more are too many. */
  static AdmissionRefused overQuota(
      AdmissionSettings settings, AdmittedNetwork standing, long bytes, Instant now) {
    return new AdmissionRefused(
        GridException.Kind.NO_SPACE,
        Duration.between(now, standing.ends()).toSeconds() + 1,
        rule(settings),
        "yours has stored %s, and this takes %s"
            .formatted(Amount.bytes(standing.used()), Amount.bytes(bytes)),
        "its quota is free again on " + Amount.time(standing.ends()));
  }

  /** One who wants to store more than any network may. */
  static AdmissionRefused tooLarge(AdmissionSettings settings, long bytes) {
    return new AdmissionRefused(
        GridException.Kind.TOO_LARGE,
        rule(settings),
        "this request alone takes " + Amount.bytes(bytes));
  }

  /** The clause that says what strangers may store. */
  static String rule(AdmissionSettings settings) {
    return "a network of addresses stores at most %s in %s here"
        .formatted(Amount.bytes(settings.quota()), time(settings.period()));
  }

  /** For example {@code 30 days}. */
  static String time(Duration period) {
    if (period.toHours() % 24 != 0) return Amount.duration(period);
    return period.toDays() == 1 ? "1 day" : period.toDays() + " days";
  }
}
