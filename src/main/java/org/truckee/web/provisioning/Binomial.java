package org.truckee.web.provisioning;

/**
 * The likelihood that so many of {@code n} independent things, each as likely as the other, happen.
 */
final class Binomial {
  private Binomial() {}

  /** The likelihood of exactly 0, 1, … {@code n}; exact to a few units in the last place. */
  static double[] distribution(int n, double p) {
    double[] likelihood = new double[n + 1];
    if (p <= 0 || p >= 1) {
      likelihood[p <= 0 ? 0 : n] = 1;
      return likelihood;
    }
    double choose = 0;
    for (int i = 0; i <= n; i++) {
      if (i > 0) choose += Math.log(n - i + 1.0) - Math.log(i);
      likelihood[i] = Math.exp(choose + i * Math.log(p) + (n - i) * Math.log1p(-p));
    }
    return likelihood;
  }

  /** The likelihood of fewer than {@code k}: the small numbers are added, so that none is lost. */
  static double fewerThan(int k, int n, double p) {
    double sum = 0;
    double[] likelihood = distribution(n, p);
    for (int i = 0; i < k; i++) sum += likelihood[i];
    return Math.min(1, sum);
  }
}
