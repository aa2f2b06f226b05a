package org.truckee.web.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic, against the closed formula in exact numbers and against playing it through. */
class ProvisioningTest {
  private static final int TRIALS = 200_000;

  @ParameterizedTest
  @CsvSource({"1,1,0.5", "3,10,0.99", "3,10,0.5", "25,100,0.7", "200,256,0.9", "1,256,0.001"})
  void tooFewOfN_isTheClosedFormula(int needed, int total, String answers) {
    double exact = closedFormula(needed, total, new BigDecimal(answers)).doubleValue();
    assertThat(Availability.unreadable(needed, total, total, Double.parseDouble(answers)))
        .isCloseTo(exact, Percentage.withPercentage(1e-9));
  }

  /** Of the first release's test_web.py: how many ways there are to choose so many of ten. */
  @ParameterizedTest
  @CsvSource({"0,1", "1,10", "2,45", "9,10", "10,1"})
  void test_provisioning_math(int chosen, double ways) {
    assertThat(Binomial.distribution(10, 0.5)[chosen] * (1 << 10)).isCloseTo(ways, within(1e-9));
  }

  /** The sum of (n choose i) p^i (1-p)^(n-i) over all i below k, with 60 digits. */
  private static BigDecimal closedFormula(int needed, int total, BigDecimal p) {
    MathContext digits = new MathContext(60);
    BigDecimal sum = BigDecimal.ZERO;
    BigInteger choose = BigInteger.ONE;
    for (int i = 0; i < needed; i++) {
      BigDecimal here = p.pow(i, digits);
      BigDecimal away = BigDecimal.ONE.subtract(p).pow(total - i, digits);
      sum = sum.add(new BigDecimal(choose).multiply(here, digits).multiply(away, digits), digits);
      choose = choose.multiply(BigInteger.valueOf(total - i)).divide(BigInteger.valueOf(i + 1));
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"3,10,30,0.6", "3,10,4,0.6", "5,10,3,0.8", "8,10,10,0.9", "2,3,2,0.7"})
  void readingWhileServersComeAndGo_isAsPlayedThrough(
      int needed, int total, int servers, double answers) {
    SplittableRandom random = new SplittableRandom(1);
    int failed = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int shares = 0;
      for (int server = 0; server < Math.min(servers, total); server++)
        if (random.nextDouble() < answers) shares += sharesOn(server, total, servers);
      if (shares < needed) failed++;
    }
    double played = (double) failed / TRIALS;
    assertThat(Availability.unreadable(needed, total, servers, answers))
        .isCloseTo(played, within(4 * deviation(played)));
  }

  private static int sharesOn(int server, int total, int servers) {
    if (total <= servers) return 1;
    return total / servers + (server < total % servers ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"3,10,7,0.6,60", "2,4,4,0.5,30", "1,2,2,0.3,180", "8,10,9,0.2,28"})
  void losingDisksForYears_isAsPlayedThrough(
      int needed, int total, int repairBelow, double failing, double checkDays) {
    double shareLost = 1 - Math.pow(1 - failing, checkDays / 365.25);
    SplittableRandom random = new SplittableRandom(2);
    long steps = 0;
    long lost = 0;
    long repairs = 0;
    int shares = total;
    for (; steps < 10 * TRIALS; steps++) {
      for (int alive = shares; alive > 0; alive--) if (random.nextDouble() < shareLost) shares--;
      if (shares < needed) lost++;
      else if (shares < repairBelow) repairs++;
      if (shares < repairBelow) shares = total;
    }
    double checks = 365.25 / checkDays;
    Durability worked = Durability.of(needed, total, repairBelow, failing, checkDays);
    double lostPerYear = 1 - Math.pow(1 - (double) lost / steps, checks);
    assertThat(worked.lossPerYear()).isCloseTo(lostPerYear, Percentage.withPercentage(8));
    assertThat(worked.repairsPerYear())
        .isCloseTo((double) repairs / steps * checks, Percentage.withPercentage(4));
  }

  private static double deviation(double likelihood) {
    return Math.sqrt(likelihood * (1 - likelihood) / TRIALS) + 1e-6;
  }

  @Test
  void whatIsStored_isWhatServersWrite() {
    Plan plan = Plan.of(Map.of("users", "1", "files", "1", "bytes", "0.003", "sharing", "1")::get);
    Sizing sizing = new Sizing(plan);
    assertThat(sizing.fileSize()).isEqualTo(3e6);
    assertThat(sizing.expansion()).isBetween(10 / 3.0, 10 / 3.0 * 1.01);
    assertThat(sizing.stored()).isEqualTo(10 * sizing.shareSize());
    assertThat(sizing.disks()).isEqualTo(30);
  }

  @Test
  void answersThatDoNotFit_areNamed() {
    Plan plan = Plan.of(Map.of("users", "none", "needed", "11", "availability", "NaN")::get);
    assertThat(plan.problems()).hasSize(4);
    assertThat(plan.problem(PlanQuestion.NEEDED)).isNotEmpty();
    assertThat(plan.number(PlanQuestion.USERS)).isEqualTo(1000);
  }
}
