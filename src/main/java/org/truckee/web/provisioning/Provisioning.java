package org.truckee.web.provisioning;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truckee.web.body.FormFields;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.ProvisioningPage;

/** {@code GET /provisioning}: asks for a plan, and shows its sizing. */
public final class Provisioning implements Handler<RoutingContext> {
  private static final List<String> ASSUMPTIONS =
      List.of(
          "All files have the average size. A share has 1 MiB segments and carries its hashes and"
              + " one lease, as the storage servers write them.",
          "Each share of a file is on another server; if there are fewer servers than shares, they"
              + " are spread evenly.",
          "Servers are away, and disks fail, independently of each other and at a steady rate. A"
              + " power cut or a flood that takes several at once is not in these numbers.",
          "A failed disk is noticed at the next check, replaced, and its shares are made anew on"
              + " other disks if the file has fallen below the threshold. A disk that fails between"
              + " two checks never comes back.",
          "A check asks every server. A repair reads as many shares as are needed and writes those"
              + " that are missing.",
          "Reading fetches exactly the shares that are needed; storing sends all of them, and"
              + " nothing is found to be there already.",
          "Money is spent at today's prices; for each user, the disks are spread over five years.");

  private final Pages pages;

  /** A handler that answers by way of {@code pages}. */
  public Provisioning(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void handle(RoutingContext ctx) {
    FormFields asked = FormFields.of(ctx.request());
    Plan plan = Plan.of(name -> asked.get(name).orElse(null));
    List<ProvisioningPage.Result> results =
        plan.problems().isEmpty() ? results(new Sizing(plan)) : List.of();
    int status = plan.problems().isEmpty() ? 200 : 400;
    pages.send(
        ctx, status, new ProvisioningPage(groups(plan), plan.problems(), results, ASSUMPTIONS));
  }

  private static List<ProvisioningPage.Group> groups(Plan plan) {
    return Arrays.stream(PlanQuestion.values())
        .map(PlanQuestion::group)
        .distinct()
        .map(group -> new ProvisioningPage.Group(group, fields(plan, group)))
        .toList();
  }

  private static List<ProvisioningPage.Field> fields(Plan plan, String group) {
    return Arrays.stream(PlanQuestion.values())
        .filter(question -> question.group().equals(group))
        .map(question -> field(plan, question))
        .collect(Collectors.toList());
  }

  private static ProvisioningPage.Field field(Plan plan, PlanQuestion question) {
    return new ProvisioningPage.Field(
        question.parameter(),
        question.label(),
        question.unit(),
        Plan.text(plan.number(question)),
        new ProvisioningPage.Range(
            Plan.text(question.least()),
            Plan.text(question.most()),
            question.whole() ? "1" : "any"),
        plan.problem(question));
  }

  private static List<ProvisioningPage.Result> results(Sizing sizing) {
    return List.of(
        new ProvisioningPage.Result("Space", space(sizing)),
        new ProvisioningPage.Result("Bandwidth", bandwidth(sizing)),
        new ProvisioningPage.Result("Availability", availability(sizing)),
        new ProvisioningPage.Result("Cost", cost(sizing)));
  }

  private static List<Fact> space(Sizing sizing) {
    return List.of(
        new Fact("Average file", Amount.bytes(sizing.fileSize())),
        new Fact("Files on the grid", large(sizing.files())),
        new Fact("Data of all users", Amount.bytes(sizing.plaintext())),
        new Fact(
            "The same as shares",
            Amount.bytes(sizing.stored())
                + String.format(Locale.ROOT, ", %.2f times as much", sizing.expansion())),
        new Fact("Shares on a server", large(sizing.sharesPerServer())),
        new Fact("Bytes on a server", Amount.bytes(sizing.storedPerServer())),
        new Fact(
            "Disks",
            Amount.count(sizing.disks())
                + ", "
                + Amount.count(sizing.disksPerServer())
                + " in each server"));
  }

  private static List<Fact> bandwidth(Sizing sizing) {
    return List.of(
        new Fact("A user sends", rate(sizing.sentPerUser())),
        new Fact("A user receives", rate(sizing.receivedPerUser())),
        new Fact("A server receives", rate(sizing.receivedPerServer())),
        new Fact("A server sends", rate(sizing.sentPerServer())),
        new Fact(
            "A server answers",
            String.format(Locale.ROOT, "%.1f requests a second", sizing.requestsPerServer())));
  }

  private static List<Fact> availability(Sizing sizing) {
    Durability durability = sizing.durability();
    return List.of(
        new Fact("A file can be read", readable(sizing.unreadable())),
        new Fact("Disks that fail in a year", few(sizing.diskFailuresPerYear())),
        new Fact("A file is repaired", often(durability.repairsPerYear())),
        new Fact("A file is lost within a year", "one in " + one(durability.lossPerYear())),
        new Fact("Some file of the grid is lost", often(sizing.filesLostPerYear())));
  }

  private static List<Fact> cost(Sizing sizing) {
    return List.of(
        new Fact("Disks, once", money(sizing.purchase())),
        new Fact("Each year", money(sizing.yearly())),
        new Fact("Each year and user", money(sizing.yearlyPerUser())));
  }

  private static String rate(double bytesPerSecond) {
    return Amount.bytes(bytesPerSecond) + "/s";
  }

  private static String money(double amount) {
    return String.format(Locale.ROOT, "%,.2f €", amount);
  }

  private static String one(double likelihood) {
    return likelihood <= 1e-300 ? "more than can be counted" : large(1 / likelihood);
  }

  /** The frequency of a thing that happens {@code times} in a year. */
  private static String often(double times) {
    if (times >= 1) return few(times) + " times a year";
    return times <= 1e-300 ? "never" : "once in " + few(1 / times) + " years";
  }

  private static String few(double number) {
    if (number >= 10) return large(number);
    return String.format(Locale.ROOT, number >= 1 ? "%.1f" : "%.2g", number);
  }

  /** A number in words, as far as there are words that people use. */
  private static String large(double number) {
    if (number < 1e6) return String.format(Locale.ROOT, "%,.0f", number);
    if (number < 1e9) return String.format(Locale.ROOT, "%.1f million", number / 1e6);
    if (number < 1e12) return String.format(Locale.ROOT, "%.1f thousand million", number / 1e9);
    if (number < 1e15) return String.format(Locale.ROOT, "%.1f million million", number / 1e12);
    int zeros = (int) Math.floor(Math.log10(number));
    return String.format(Locale.ROOT, "%.1f × 10^%d", number / Math.pow(10, zeros), zeros);
  }

  /** A share of time: the nines that matter, and their meaning in a year. */
  private static String readable(double unreadable) {
    double away = unreadable * 365.25 * 86_400;
    String part =
        unreadable == 0 ? "always" : unreadable < 1e-12 ? "practically always" : nines(unreadable);
    return part
        + ", away "
        + (away < 1
            ? "less than a second"
            : Amount.duration(java.time.Duration.ofMillis((long) (away * 1000))))
        + " a year";
  }

  private static String nines(double unreadable) {
    int digits = Math.max(1, (int) Math.ceil(-Math.log10(unreadable)) - 1);
    return String.format(Locale.ROOT, "%." + digits + "f %% of the time", 100 * (1 - unreadable));
  }
}
