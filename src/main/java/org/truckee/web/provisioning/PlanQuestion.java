package org.truckee.web.provisioning;

/**
 * A question that a plan answers: with a number, within bounds.
 *
 * <p>The encoding's total and the threshold below which a file is repaired bound each other; {@link
 * Plan} checks that.
 */
public enum PlanQuestion {
  USERS("Users", "Number of users", "", 1000, 1, 1e9, true),
  FILES("Users", "Files per user", "", 5000, 1, 1e9, true),
  BYTES("Users", "Data per user", "GB", 20, 1e-6, 1e6, false),
  SHARING("Users", "Average number of users who own the same file", "times", 1.1, 1, 1000, false),
  UPLOADS("Users", "Files stored per user and day", "", 10, 0, 1e6, false),
  DOWNLOADS("Users", "Files read per user and day", "", 100, 0, 1e6, false),
  NEEDED("Encoding", "Shares needed to restore a file", "", 3, 1, 255, true),
  TOTAL("Encoding", "Shares of a file", "", 10, 1, 256, true),
  REPAIR("Encoding", "Repair a file when fewer shares are left than", "shares", 7, 1, 256, true),
  CHECK("Encoding", "Days between checks of a file", "days", 28, 0.01, 3650, false),
  RENEWAL("Encoding", "Days between renewals of leases", "days", 15, 0.01, 3650, false),
  SERVERS("Servers", "Servers", "", 30, 1, 1e6, true),
  AVAILABILITY("Servers", "Availability of each server", "%", 99, 0, 100, false),
  SERVER_PRICE("Servers", "A server costs, a year, with power and place", "€", 600, 0, 1e9, false),
  DISK("Disks", "Capacity of a disk", "TB", 16, 1e-3, 1e6, false),
  FAILURE("Disks", "Disks that fail per year", "%", 1.4, 0, 99.9, false),
  DISK_PRICE("Disks", "A disk costs", "€", 280, 0, 1e9, false),
  TRAFFIC_PRICE("Traffic", "A TB out of a server costs", "€", 1, 0, 1e6, false);

  private final String group;
  private final String label;
  private final String unit;
  private final double usual;
  private final double least;
  private final double most;
  private final boolean whole;

  PlanQuestion(
      String group,
      String label,
      String unit,
      double usual,
      double least,
      double most,
      boolean whole) {
    this.group = group;
    this.label = label;
    this.unit = unit;
    this.usual = usual;
    this.least = least;
    this.most = most;
    this.whole = whole;
  }

  /** The group of the question. */
  String group() {
    return group;
  }

  String label() {
    return label;
  }

  /** The unit of the number; empty if the question names it. */
  String unit() {
    return unit;
  }

  /** The number that is taken if none is given. */
  double usual() {
    return usual;
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  boolean whole() {
    return whole;
  }

  /** The name of its parameter. */
  String parameter() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
