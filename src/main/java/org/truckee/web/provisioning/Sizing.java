package org.truckee.web.provisioning;

import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;

/**
 * The numbers that follow from a plan. Sizes are in bytes, rates per second, money in the unit that
 * was put in.
 */
final class Sizing {
  private static final double DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;
  private static final int SEGMENT = 1 << 20;

  /** The head of a share file, and its one lease. */
  private static final int CONTAINER = 12 + 72;

  private final Plan plan;
  private final int needed;
  private final int total;

  Sizing(Plan plan) {
    this.plan = plan;
    this.needed = plan.whole(PlanQuestion.NEEDED);
    this.total = plan.whole(PlanQuestion.TOTAL);
  }

  double fileSize() {
    return plan.number(PlanQuestion.BYTES) * 1e9 / plan.number(PlanQuestion.FILES);
  }

  /** Files that are kept once, however many people have them. */
  double files() {
    return plan.number(PlanQuestion.USERS)
        * plan.number(PlanQuestion.FILES)
        / plan.number(PlanQuestion.SHARING);
  }

  double plaintext() {
    return files() * fileSize();
  }

  /**
   * The bytes that one share of a file of average size takes on a server, with its hashes and its
   * lease.
   */
  double shareSize() {
    long size = Math.max(1, (long) fileSize());
    Segmentation cut = Segmentation.of(size, SEGMENT, needed);
    int ueb = UriExtensionBlock.sizeFor(cut, total);
    return ShareLayout.forWriting(cut, total).shareSize(ueb) + CONTAINER;
  }

  /** The bytes on servers for one byte of a file. */
  double expansion() {
    return shareSize() * total / Math.max(1, fileSize());
  }

  double stored() {
    return files() * total * shareSize();
  }

  double sharesPerServer() {
    return files() * total / servers();
  }

  double storedPerServer() {
    return stored() / servers();
  }

  double disksPerServer() {
    return Math.ceil(storedPerServer() / (plan.number(PlanQuestion.DISK) * 1e12));
  }

  double disks() {
    return disksPerServer() * servers();
  }

  double diskFailuresPerYear() {
    return disks() * plan.number(PlanQuestion.FAILURE) / 100;
  }

  /** The rate at which one user's gateway sends. */
  double sentPerUser() {
    return plan.number(PlanQuestion.UPLOADS) * shareSize() * total / DAY;
  }

  /** The rate at which one user's gateway receives. */
  double receivedPerUser() {
    return plan.number(PlanQuestion.DOWNLOADS) * shareSize() * needed / DAY;
  }

  double receivedPerServer() {
    return sentPerUser() * plan.number(PlanQuestion.USERS) / servers()
        + repairTraffic(total - needed);
  }

  double sentPerServer() {
    return receivedPerUser() * plan.number(PlanQuestion.USERS) / servers() + repairTraffic(needed);
  }

  /** The part of repairs, of which each moves at most so many shares, that falls on one server. */
  private double repairTraffic(int shares) {
    double made =
        shares == needed
            ? durability().repairsPerYear() * needed
            : durability().sharesMadePerYear();
    return files() * made * shareSize() / YEAR / servers();
  }

  /** Requests for whole shares, leases and checks that a server answers. */
  double requestsPerServer() {
    double users = plan.number(PlanQuestion.USERS);
    double uploads = users * plan.number(PlanQuestion.UPLOADS) * total * 2;
    double downloads = users * plan.number(PlanQuestion.DOWNLOADS) * needed * 2;
    double renewals = files() * Math.min(total, servers()) / plan.number(PlanQuestion.RENEWAL);
    double checks = files() * servers() / plan.number(PlanQuestion.CHECK);
    return (uploads + downloads + renewals + checks) / DAY / servers();
  }

  /** The likelihood that a file can't be read at some moment. */
  double unreadable() {
    double answers = plan.number(PlanQuestion.AVAILABILITY) / 100;
    return Availability.unreadable(needed, total, (int) servers(), answers);
  }

  Durability durability() {
    return Durability.of(
        needed,
        total,
        plan.whole(PlanQuestion.REPAIR),
        plan.number(PlanQuestion.FAILURE) / 100,
        plan.number(PlanQuestion.CHECK));
  }

  double filesLostPerYear() {
    return files() * durability().lossPerYear();
  }

  /** The money that is paid once. */
  double purchase() {
    return disks() * plan.number(PlanQuestion.DISK_PRICE);
  }

  /** The money that is paid each year: places, disks in place of those that failed, and traffic. */
  double yearly() {
    return servers() * plan.number(PlanQuestion.SERVER_PRICE)
        + diskFailuresPerYear() * plan.number(PlanQuestion.DISK_PRICE)
        + sentPerServer() * servers() * YEAR / 1e12 * plan.number(PlanQuestion.TRAFFIC_PRICE);
  }

  /** The same, for each user, with the disks spread over five years. */
  double yearlyPerUser() {
    return (yearly() + purchase() / 5) / plan.number(PlanQuestion.USERS);
  }

  private double servers() {
    return plan.number(PlanQuestion.SERVERS);
  }
}
