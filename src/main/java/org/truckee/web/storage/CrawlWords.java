package org.truckee.web.storage;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.truckee.web.page.Amount;

/** The progress of a walk through all shares, in words. */
record CrawlWords(Figures progress) {
  /** Where the walk is, and when it goes on. */
  String text() {
    return progress.flag("cycle-in-progress") ? underWay() : resting();
  }

  private String underWay() {
    double done = progress.number("cycle-complete-percentage").orElse(0.0);
    return String.format(Locale.ROOT, "%.1f %% done", done)
        + duration("estimated-cycle-complete-time-left")
            .map(left -> ", about " + left + " left")
            .orElse("");
  }

  private String resting() {
    String next =
        duration("remaining-wait-time").map(wait -> "begins in " + wait).orElse("is to begin");
    return next
        + duration("estimated-time-per-cycle")
            .map(whole -> ", and takes about " + whole)
            .orElse("");
  }

  private Optional<String> duration(String key) {
    return progress
        .number(key)
        .map(seconds -> Amount.duration(Duration.ofSeconds(Math.max(0, Math.round(seconds)))));
  }
}
