package org.truckee.web.statistics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truckee.web.page.Amount;
import org.truckee.web.page.gateway.StatisticsPage;

/** The drawings of a span's slots, and their numbers. */
final class Graphs {
  private static final double WIDTH = 440;
  private static final double HEIGHT = 100;
  private static final int TICKS = 4;

  private final Span span;
  private final Instant now;
  private final List<Optional<SampleSlot>> slots;

  Graphs(Span span, Instant now, List<Optional<SampleSlot>> slots) {
    this.span = span;
    this.now = now;
    this.slots = slots;
  }

  StatisticsPage.Graph graph(Series series) {
    double most = most(series);
    double top = most == 0 ? 1 : most;
    return new StatisticsPage.Graph(
        series.title(), summary(series), area(series, top), gaps(), text(series, top), ticks());
  }

  /** A bar for each slot with something in it. */
  private String area(Series series, double top) {
    double step = WIDTH / slots.size();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < slots.size(); i++) {
      double value = slots.get(i).map(slot -> slot.value(series)).orElse(0.0);
      if (value == 0) continue;
      path.append(
          String.format(
              Locale.ROOT,
              "M%.1f %.0fV%.1fh%.2fV%.0fz",
              i * step,
              HEIGHT,
              HEIGHT - value / top * (HEIGHT - 6),
              step,
              HEIGHT));
    }
    return path.toString();
  }

  /** A band for each stretch of slots of which nothing is known, up to where something is. */
  private String gaps() {
    double step = WIDTH / slots.size();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).isPresent()) continue;
      int begin = i;
      while (i + 1 < slots.size() && slots.get(i + 1).isEmpty()) i++;
      path.append(
          String.format(Locale.ROOT, "M%.1f 0V%.0fH%.1fV0z", begin * step, HEIGHT, (i + 1) * step));
    }
    return path.toString();
  }

  private List<StatisticsPage.Tick> ticks() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                switch (span) {
                  case DAY -> "HH:mm";
                  case MONTH -> "d MMM";
                  case YEAR -> "MMM yyyy";
                },
                Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    DateTimeFormatter ends =
        span == Span.DAY
            ? DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC)
            : format;
    long last = span.slotOf(now) + 1;
    List<StatisticsPage.Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) {
      long number = last - (long) slots.size() * (TICKS - i) / TICKS;
      ticks.add(
          new StatisticsPage.Tick(
              String.format(Locale.ROOT, "%.1f", WIDTH * i / TICKS),
              (i % TICKS == 0 ? ends : format).format(span.begin(number)),
              span == Span.DAY ? span.begin(number).toString() : ""));
    }
    return ticks;
  }

  StatisticsPage.Row row(Series series) {
    Optional<SampleSlot> highest =
        slots.stream()
            .flatMap(Optional::stream)
            .reduce((a, b) -> a.value(series) >= b.value(series) ? a : b);
    return new StatisticsPage.Row(
        series.title(),
        text(series, all(series)),
        text(series, most(series)),
        highest
            .filter(slot -> slot.value(series) > 0)
            .map(slot -> Amount.time(span.begin(slot.number())))
            .orElse("never"),
        slots
            .get(slots.size() - 1)
            .map(slot -> text(series, slot.value(series)))
            .orElse("none yet"));
  }

  private String summary(Series series) {
    long gaps = slots.stream().filter(Optional::isEmpty).count();
    if (gaps == slots.size()) return "not known at any time";
    String all = text(series, all(series)) + (series.counted() ? " in all" : " on average");
    return gaps == 0 ? all : all + ", not known for %d of %d steps".formatted(gaps, slots.size());
  }

  /** The sum of a count, or the mean of a measurement. */
  private double all(Series series) {
    double sum =
        slots.stream().flatMap(Optional::stream).mapToDouble(slot -> slot.value(series)).sum();
    long there = slots.stream().filter(Optional::isPresent).count();
    return series.counted() || there == 0 ? sum : sum / there;
  }

  private double most(Series series) {
    return slots.stream()
        .flatMap(Optional::stream)
        .mapToDouble(slot -> slot.value(series))
        .max()
        .orElse(0);
  }

  private static String text(Series series, double value) {
    return series.bytes() ? Amount.bytes(value) : Amount.count(Math.rint(value * 10) / 10);
  }
}
