package org.truckee.node.debug;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truckee.storage.container.ShareInspection.LeaseDate;

/** The lines about the holders of leases on a share, and the time that they have left. */
final class LeaseReport {
  private LeaseReport() {}

  /** The lines for {@code leases}, after an empty one. */
  static List<String> of(List<LeaseDate> leases, Instant now) {
    List<String> lines = new ArrayList<>(List.of(""));
    for (int i = 0; i < leases.size(); i++) {
      LeaseDate lease = leases.get(i);
      String left = left(lease.expiration() - now.getEpochSecond());
      lines.add(" Lease #%d: owner=%d, expire in %s".formatted(i, lease.owner(), left));
    }
    if (leases.isEmpty()) lines.add(" No leases.");
    return lines;
  }

  private static String left(long seconds) {
    long days = TimeUnit.SECONDS.toDays(seconds);
    long hours = TimeUnit.SECONDS.toHours(seconds);
    if (days > 0) return "%ds (%d days)".formatted(seconds, days);
    return hours > 0 ? "%ds (%d hours)".formatted(seconds, hours) : seconds + "s";
  }
}
