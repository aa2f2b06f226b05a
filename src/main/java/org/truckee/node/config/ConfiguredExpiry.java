package org.truckee.node.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.node.setting.ConfigReader;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.LeaseDuration;
import org.truckee.storage.expire.ShareKind;

/** The rules of a storage server for shares that nobody wants any more. */
final class ConfiguredExpiry {
  private static final String MODE = "mode";
  private static final String OVERRIDE = "override_lease_duration";
  private static final String CUTOFF = "cutoff_date";
  private static final String NEEDED = "must be there, such as %s, if %s";

  private ConfiguredExpiry() {}

  static ExpirePolicy read(ConfigReader part) {
    boolean enabled = part.flag("enabled", false);
    ExpireMode mode = part.choice(MODE, ExpireMode.AGE, List.of(ExpireMode.values()));
    if (enabled && !part.has(MODE))
      throw part.bad(MODE, NEEDED.formatted("\"age\"", "\"enabled\" is true"));
    Optional<Duration> override = override(part, mode);
    return new ExpirePolicy(enabled, mode, override, cutoff(part, mode), kinds(part));
  }

  private static Optional<Duration> override(ConfigReader part, ExpireMode mode) {
    String text = part.text(OVERRIDE, "");
    if (!part.has(OVERRIDE)) return Optional.empty();
    if (mode != ExpireMode.AGE) throw part.bad(OVERRIDE, "goes with the mode \"age\" only");
    Optional<Duration> duration = LeaseDuration.parse(text);
    if (duration.isEmpty())
      throw part.bad(OVERRIDE, "must be a duration, such as \"60 days\", \"2mo\" or \"1 year\"");
    return duration;
  }

  private static Optional<Instant> cutoff(ConfigReader part, ExpireMode mode) {
    String text = part.text(CUTOFF, "");
    boolean byDate = mode == ExpireMode.CUTOFF_DATE;
    if (!part.has(CUTOFF) && byDate)
      throw part.bad(CUTOFF, NEEDED.formatted("\"2026-01-31\"", "the mode is \"cutoff-date\""));
    if (!part.has(CUTOFF)) return Optional.empty();
    if (!byDate) throw part.bad(CUTOFF, "goes with the mode \"cutoff-date\" only");
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      throw part.bad(CUTOFF, "must be a date, such as \"2026-01-31\"");
    }
  }

  private static Set<ShareKind> kinds(ConfigReader part) {
    Set<ShareKind> kinds = EnumSet.noneOf(ShareKind.class);
    for (ShareKind kind : ShareKind.values()) if (part.flag(kind.toString(), true)) kinds.add(kind);
    return kinds;
  }
}
