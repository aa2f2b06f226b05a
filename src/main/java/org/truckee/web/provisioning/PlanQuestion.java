package org.truckee.web.provisioning;

/**
 * A question that a plan answers: with a number, within bounds.
 *
 * <p>The encoding's total and the threshold below which a file is repaired bound each other; {@link
 * Plan} checks that.
 */
public enum PlanQuestion {
  USERS("Users", "Number of users", "", 1000, NumberRange.whole(1, 1e9)),
  FILES("Users", "Files per user", "", 5000, NumberRange.whole(1, 1e9)),
  BYTES("Users", "Data per user", "GB", 20, NumberRange.real(1e-6, 1e6)),
  SHARING(
      "Users",
      "Average number of users who own the same file",
      "times",
      1.1,
      NumberRange.real(1, 1000)),
  UPLOADS("Users", "Files stored per user and day", "", 10, NumberRange.real(0, 1e6)),
  DOWNLOADS("Users", "Files read per user and day", "", 100, NumberRange.real(0, 1e6)),
  NEEDED("Encoding", "Shares needed to restore a file", "", 3, NumberRange.whole(1, 255)),
  TOTAL("Encoding", "Shares of a file", "", 10, NumberRange.whole(1, 256)),
  REPAIR(
      "Encoding",
      "Repair a file when fewer shares are left than",
      "shares",
      7,
      NumberRange.whole(1, 256)),
  CHECK("Encoding", "Days between checks of a file", "days", 28, NumberRange.real(0.01, 3650)),
  RENEWAL("Encoding", "Days between renewals of leases", "days", 15, NumberRange.real(0.01, 3650)),
  SERVERS("Servers", "Servers", "", 30, NumberRange.whole(1, 1e6)),
  AVAILABILITY("Servers", "Availability of each server", "%", 99, NumberRange.real(0, 100)),
  SERVER_PRICE(
      "Servers",
      "A server costs, a year, with power and place",
      "€",
      600,
      NumberRange.real(0, 1e9)),
  DISK("Disks", "Capacity of a disk", "TB", 16, NumberRange.real(1e-3, 1e6)),
  FAILURE("Disks", "Disks that fail per year", "%", 1.4, NumberRange.real(0, 99.9)),
  DISK_PRICE("Disks", "A disk costs", "€", 280, NumberRange.real(0, 1e9)),
  TRAFFIC_PRICE("Traffic", "A TB out of a server costs", "€", 1, NumberRange.real(0, 1e6));

  private final String group;
  private final String label;
  private final String unit;
  private final double usual;
  private final NumberRange range;

  PlanQuestion(String group, String label, String unit, double usual, NumberRange range) {
    this.group = group;
    this.label = label;
    this.unit = unit;
    this.usual = usual;
    this.range = range;
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
    return range.least();
  }

  double most() {
    return range.most();
  }

  boolean whole() {
    return range.whole();
  }

  /** The name of its parameter. */
  String parameter() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
