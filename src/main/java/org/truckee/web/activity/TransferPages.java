package org.truckee.web.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.gateway.TransferPage;

/** Fills in the page of one transfer. */
final class TransferPages {
  private TransferPages() {}

  /** The page of {@code timeline}, with the storage {@code index} or without. */
  static TransferPage of(Timeline timeline, boolean index) {
    Collection<ServerPart> parts = ServerPart.of(timeline.steps());
    long now = timeline.age().toNanos();
    long usual = ServerPart.usualNanos(parts);
    long whole = timeline.leftOff() ? lastAnswer(timeline) : now;
    Drawing drawing = new Drawing(firstShown(timeline), whole);
    return new TransferPage(
        TransferWords.what(timeline) + (" " + timeline.id()) + size(timeline),
        new TransferPage.State(
            TransferName.heading(timeline) + ". Total Size: " + timeline.size() + " bytes",
            sentence(timeline),
            TransferWords.level(timeline),
            timeline.took().isEmpty() && !timeline.leftOff()),
        facts(timeline, index),
        findings(parts, usual, now),
        new TransferPage.Picture(
            drawing.rows(parts), drawing.ticks(), Drawing.height(parts.size())),
        parts.stream().map(part -> server(part, usual, now)).toList());
  }

  private static String size(Timeline timeline) {
    if (timeline.kind().isSurvey()) return "";
    String read = timeline.kind().hasSegments() ? "" : " read";
    return ", " + Amount.bytes(timeline.size()) + read;
  }

  /** Of a long transfer only the latest steps are known, and the time before them is not drawn. */
  private static long firstShown(Timeline timeline) {
    return timeline.forgotten() == 0
        ? 0
        : timeline.steps().stream().mapToLong(Step::began).min().orElse(0);
  }

  private static long lastAnswer(Timeline timeline) {
    return timeline.steps().stream().mapToLong(step -> step.began() + step.took()).max().orElse(1);
  }

  private static String sentence(Timeline timeline) {
    String state = TransferWords.state(timeline);
    String text = state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1);
    return timeline.failure().map(failure -> text + ": " + failure).orElse(text) + ".";
  }

  private static List<Fact> facts(Timeline timeline, boolean index) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Began", Amount.time(timeline.start())));
    facts.add(new Fact("Took", Amount.duration(timeline.age())));
    TransferWords.speed(timeline).ifPresent(speed -> facts.add(new Fact("Speed", speed)));
    if (timeline.kind().hasSegments())
      facts.add(new Fact("Segments", timeline.segmentsDone() + " of " + timeline.segments()));
    if (timeline.kind().isWriting())
      facts.add(new Fact("Shares kept", timeline.sharesDone() + " of " + timeline.shares()));
    if (index) facts.add(new Fact("Storage index", timeline.storageIndex().toString()));
    if (timeline.forgotten() > 0)
      facts.add(new Fact("Not shown", Amount.of(timeline.forgotten(), "earlier step")));
    return facts;
  }

  /** The findings out of the ordinary, a sentence for each server. */
  private static List<String> findings(Collection<ServerPart> parts, long usual, long now) {
    return parts.stream()
        .filter(part -> !part.verdict(usual, now).equals("OK"))
        .map(part -> "Server " + part.server() + " is " + part.verdict(usual, now) + ".")
        .toList();
  }

  private static TransferPage.Server server(ServerPart part, long usual, long now) {
    return new TransferPage.Server(
        part.server(),
        part.shares().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        Long.toString(part.done()),
        ServerPart.text(part.averageNanos()),
        ServerPart.text(part.longestNanos()),
        part.verdict(usual, now));
  }
}
