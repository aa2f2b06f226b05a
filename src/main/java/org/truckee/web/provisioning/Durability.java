package org.truckee.web.provisioning;

/**
 * The fate of a file in the long run, when disks fail for ever and a check now and then makes lost
 * shares anew. A chain of states: so many shares are left after a check. Between two checks each
 * share is lost with its disk, independently of the others; a file with fewer than {@code needed}
 * is lost, one below the threshold is repaired to all shares.
 *
 * @param lossPerYear the likelihood that a file is lost within a year
 * @param repairsPerYear how often a file is repaired in a year
 * @param sharesMadePerYear how many shares are made anew for it
 */
record Durability(double lossPerYear, double repairsPerYear, double sharesMadePerYear) {
  private static final double YEAR = 365.25;
  private static final int MOST_STEPS = 1000;

  /** For disks of which the part {@code failing} fails each year. */
  static Durability of(int needed, int total, int repairBelow, double failing, double checkDays) {
    double shareLost = -Math.expm1(Math.log1p(-failing) * checkDays / YEAR);
    double checks = YEAR / checkDays;
    // A file is followed for some years of checks, so that it has forgotten that it began whole.
    int steps = (int) Math.max(1, Math.min(MOST_STEPS, Math.ceil(10 * checks)));
    return new Chain(needed, total, repairBelow, shareLost).run(steps, checks);
  }

  /** The likelihoods of the states, step by step. */
  private static final class Chain {
    private final int needed;
    private final int total;
    private final int repairBelow;
    private final double[][] left;
    private double lost;
    private double repairs;
    private double made;

    Chain(int needed, int total, int repairBelow, double shareLost) {
      this.needed = needed;
      this.total = total;
      this.repairBelow = repairBelow;
      this.left = new double[total + 1][];
      for (int shares = needed; shares <= total; shares++)
        left[shares] = Binomial.distribution(shares, 1 - shareLost);
    }

    Durability run(int steps, double checksPerYear) {
      double[] state = new double[total + 1];
      state[total] = 1;
      double files = 0;
      for (int step = 0; step < steps; step++) {
        for (int shares = needed; shares <= total; shares++) files += state[shares];
        state = next(state);
      }
      double perFileAndStep = lost / files;
      return new Durability(
          -Math.expm1(Math.log1p(-Math.min(1 - 1e-16, perFileAndStep)) * checksPerYear),
          repairs / files * checksPerYear,
          made / files * checksPerYear);
    }

    private double[] next(double[] state) {
      double[] next = new double[total + 1];
      for (int shares = needed; shares <= total; shares++)
        for (int alive = 0; alive <= shares; alive++)
          move(state[shares] * left[shares][alive], alive, next);
      return next;
    }

    private void move(double likelihood, int alive, double[] next) {
      if (alive < needed) {
        lost += likelihood;
      } else if (alive < repairBelow) {
        repairs += likelihood;
        made += likelihood * (total - alive);
        next[total] += likelihood;
      } else {
        next[alive] += likelihood;
      }
    }
  }
}
