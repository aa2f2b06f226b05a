package org.truckee.web.storage;

import java.time.Duration;
import java.util.List;
import org.truckee.web.page.Amount;

/**
 * The rule by which shares go, as Tahoe tells it: its name, a duration and a date in seconds, and
 * the kinds of shares.
 */
record ExpiryRule(List<?> mode) {
  /** The rule that {@code cycle} went by. */
  static ExpiryRule of(Figures cycle) {
    return new ExpiryRule(cycle.list("configured-expiration-mode"));
  }

  /** The rule in words. */
  String text() {
    return "every lease " + lease() + kinds();
  }

  private String lease() {
    if (place(2) instanceof Number date)
      return "was made or renewed before " + Figures.time(date.doubleValue());
    return place(1) instanceof Number age
        ? "is older than " + Amount.duration(Duration.ofSeconds(age.longValue()))
        : "has ended, which it does 31 days after it was made or renewed";
  }

  private String kinds() {
    return place(3) instanceof List<?> kinds && kinds.size() == 1
        ? "; only " + kinds.get(0) + " shares go"
        : "";
  }

  private Object place(int index) {
    return index < mode.size() ? mode.get(index) : null;
  }
}
