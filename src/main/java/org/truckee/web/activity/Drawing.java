package org.truckee.web.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.truckee.client.timeline.Step;
import org.truckee.web.page.gateway.TransferPage;

/** The drawing of a transfer: time goes to the right, each server has a line. */
final class Drawing {
  private static final int LEFT = 190;
  private static final int WIDTH = 700;
  private static final int TOP = 26;
  private static final int ROW = 24;
  private static final double NARROWEST = 1.5;
  private static final int TICKS = 4;

  private final long first;
  private final long whole;

  /**
   * A drawing of the time from {@code first} to {@code last}, in nanoseconds from the beginning.
   */
  Drawing(long first, long last) {
    this.first = first;
    this.whole = Math.max(1, last - first);
  }

  List<TransferPage.Row> rows(Collection<ServerPart> parts) {
    List<TransferPage.Row> rows = new ArrayList<>();
    for (ServerPart part : parts)
      rows.add(
          new TransferPage.Row(
              part.server(),
              TOP + rows.size() * ROW,
              part.steps().stream().map(this::bar).toList()));
    return rows;
  }

  static int height(int rows) {
    return TOP + rows * ROW + 6;
  }

  List<TransferPage.Tick> ticks() {
    List<TransferPage.Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) ticks.add(tick(first + whole * i / TICKS));
    return ticks;
  }

  private TransferPage.Tick tick(long nanos) {
    return new TransferPage.Tick(x(nanos), ServerPart.text(nanos));
  }

  private TransferPage.Bar bar(Step step) {
    long took = step.underWay() ? Math.max(0, first + whole - step.began()) : step.took();
    double width = Math.max(NARROWEST, (double) took / whole * WIDTH);
    return new TransferPage.Bar(x(step.began()), number(width), look(step), title(step, took));
  }

  private String x(long nanos) {
    return number(LEFT + (double) (nanos - first) / whole * WIDTH);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String look(Step step) {
    if (step.failure() != null) return "failed";
    return step.work().name().toLowerCase(Locale.ROOT) + (step.underWay() ? " open" : "");
  }

  private static String title(Step step, long took) {
    String about =
        (step.share() < 0 ? "" : " share " + step.share())
            + (step.segment() < 0 ? "" : ", segment " + step.segment());
    String end =
        step.failure() != null
            ? ": " + step.failure()
            : step.underWay() ? ", not answered yet" : "";
    return step.server() + ": " + word(step.work()) + about + ", " + ServerPart.text(took) + end;
  }

  private static String word(Step.Work work) {
    return switch (work) {
      case ASK -> "asked";
      case OPEN -> "opens";
      case READ -> "gives";
      case SEND -> "takes";
      case CLOSE -> "keeps";
    };
  }
}
