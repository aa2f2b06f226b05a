package org.truckee.client.upkeep.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The warnings that follow from figures: upkeep that is late, and things that nothing heals. */
public final class UpkeepWarnings {
  /** A walk, or a check, that is so much late is told of; leases last for two weeks more. */
  private static final Duration LATE = Duration.ofDays(7);

  private UpkeepWarnings() {}

  /** The warnings at {@code now}, a sentence each. */
  public static List<String> of(UpkeepFigures figures, Instant now) {
    List<String> warnings = new ArrayList<>();
    long lateRoots = figures.roots().stream().filter(root -> isLate(root, now)).count();
    if (lateRoots > 0)
      warnings.add(
          plural(lateRoots, "root has", "roots have")
              + " not been walked as a whole for two weeks: new files there are not kept up.");
    if (isLate(figures.oldestDue(), now))
      warnings.add(
          waiting(figures.things().due())
              + " for upkeep, some for more than a week: their leases may end.");
    if (!warnings.isEmpty() && figures.paused())
      warnings.add("Upkeep is paused; \"truckee upkeep resume\" lets it go on.");
    long unhealable = figures.things().unhealable();
    if (unhealable > 0)
      warnings.add(
          plural(unhealable, "file or directory", "files and directories") + " can't be healed.");
    return warnings;
  }

  /** Returns whether the last full cycle is overdue. */
  public static boolean isOverdue(UpkeepFigures figures, Instant now) {
    return isLate(figures.oldestDue(), now)
        || figures.roots().stream().anyMatch(root -> isLate(root, now));
  }

  private static boolean isLate(UpkeepFigures.Root root, Instant now) {
    Instant since = root.whole().isAfter(root.added()) ? root.whole() : root.added();
    return isLate(since.plus(CareSchedule.WALK), now);
  }

  private static boolean isLate(Instant due, Instant now) {
    return due.isBefore(now.minus(LATE));
  }

  /** The number may be an old one, from a time when nothing was due. */
  private static String waiting(long due) {
    return due == 0
        ? "Files and directories wait"
        : plural(due, "file or directory waits", "files and directories wait");
  }

  private static String plural(long count, String one, String many) {
    return count == 1 ? "1 " + one : count + " " + many;
  }
}
