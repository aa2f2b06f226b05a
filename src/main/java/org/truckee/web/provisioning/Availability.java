package org.truckee.web.provisioning;

/**
 * The likelihood that a file can't be read at some moment, because too many of its servers are
 * away. Servers are away independently of each other. If there are more shares than servers, the
 * shares are spread as evenly as can be.
 */
final class Availability {
  private Availability() {}

  /** The likelihood that servers with fewer than {@code needed} shares answer. */
  static double unreadable(int needed, int total, int servers, double answers) {
    if (total <= servers) return Binomial.fewerThan(needed, total, answers);
    int each = total / servers;
    int withOneMore = total % servers;
    double[] few = Binomial.distribution(servers - withOneMore, answers);
    double[] more = Binomial.distribution(withOneMore, answers);
    double sum = 0;
    for (int i = 0; i < few.length; i++)
      for (int j = 0; j < more.length; j++)
        if (i * each + j * (each + 1) < needed) sum += few[i] * more[j];
    return Math.min(1, sum);
  }
}
