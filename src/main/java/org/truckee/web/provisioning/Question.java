package org.truckee.web.provisioning;

/**
 * What a plan has to say: a number, within bounds.
 *
 * <p>The encoding's total and the threshold below which a file is repaired bound each other; {@link
 * Plan} checks that.
 */
enum Question {
  USERS("Users", "People who use the grid", "", 1000, 1, 1e9, true),
  FILES("Users", "Files of each", "", 5000, 1, 1e9, true),
  BYTES("Users", "Data of each", "GB", 20, 1e-6, 1e6, false),
  SHARING("Users", "How often a file is had by several of them", "times", 1.1, 1, 1000, false),
  UPLOADS("Users", "Files that each stores a day", "", 10, 0, 1e6, false),
  DOWNLOADS("Users", "Files that each reads a day", "", 100, 0, 1e6, false),
  NEEDED("Encoding", "Shares that give a file back", "", 3, 1, 255, true),
  TOTAL("Encoding", "Shares of a file", "", 10, 1, 256, true),
  REPAIR(
      "Encoding", "Repaired when fewer than this many shares are left", "shares", 7, 1, 256, true),
  CHECK("Encoding", "Days from one check of a file to the next", "days", 28, 0.01, 3650, false),
  RENEWAL("Encoding", "Days from one renewal of leases to the next", "days", 15, 0.01, 3650, false),
  SERVERS("Servers", "Servers", "", 30, 1, 1e6, true),
  AVAILABILITY("Servers", "Each answers this much of the time", "%", 99, 0, 100, false),
  SERVER_PRICE("Servers", "A server costs, a year, with power and place", "€", 600, 0, 1e9, false),
  DISK("Disks", "Space of a disk", "TB", 16, 1e-3, 1e6, false),
  FAILURE("Disks", "Disks that fail in a year", "%", 1.4, 0, 99.9, false),
  DISK_PRICE("Disks", "A disk costs", "€", 280, 0, 1e9, false),
  TRAFFIC_PRICE("Traffic", "A TB out of a server costs", "€", 1, 0, 1e6, false);

  private final String group;
  private final String label;
  private final String unit;
  private final double usual;
  private final double least;
  private final double most;
  private final boolean whole;

  Question(
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

  /** What it belongs to. */
  String group() {
    return group;
  }

  String label() {
    return label;
  }

  /** What the number counts; empty if the question says it. */
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
