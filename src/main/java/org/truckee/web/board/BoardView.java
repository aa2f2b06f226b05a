package org.truckee.web.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.gateway.BoardPage;

/**
 * What a board shows until its next round. Times in JSON are seconds since 1970.
 *
 * @param time the time of the round; empty before the first one
 * @param now the figures of that time
 * @param sources what they are from
 */
record BoardView(Optional<Instant> time, BoardSample now, List<BoardSource> sources) {
  /** Takes a copy. */
  BoardView {
    sources = List.copyOf(sources);
  }

  /** A span as it is sent. */
  record Shown(BoardPage page, String json) {}

  /** A span, of which {@code rings} has the past up to {@code until}. Takes a while. */
  Shown show(BoardSpan span, Instant until, BoardRings rings) {
    BoardGraphs graphs = new BoardGraphs(span, until, rings.until(until, span));
    return new Shown(page(span, graphs), TahoeJson.line(json(span, graphs)) + "\n");
  }

  private static List<BoardFigure> figures() {
    return List.of(BoardFigure.values());
  }

  private BoardPage page(BoardSpan span, BoardGraphs graphs) {
    return new BoardPage(
        time.map(Amount::time).orElse(""),
        new BoardPage.Period(
            span.title(),
            Arrays.stream(BoardSpan.values()).map(other -> link(other, other == span)).toList()),
        figures().stream().map(figure -> row(figure, graphs)).toList(),
        figures().stream().map(graphs::graph).toList(),
        graphs.moments(),
        sources.stream().map(BoardSource::row).toList());
  }

  private static Crumb link(BoardSpan span, boolean shown) {
    return new Crumb("Over " + span.title(), shown ? "" : "/board?span=" + span.key());
  }

  private BoardPage.Row row(BoardFigure figure, BoardGraphs graphs) {
    return new BoardPage.Row(
        figure.title(),
        BoardGraphs.text(figure, now.of(figure)),
        BoardGraphs.text(figure, graphs.lowest(figure)),
        BoardGraphs.text(figure, graphs.highest(figure)),
        figure.meaning());
  }

  private Map<String, Object> json(BoardSpan span, BoardGraphs graphs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", time.map(Instant::getEpochSecond).orElse(null));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures().forEach(figure -> figures.put(figure.key(), number(now.of(figure))));
    fields.put("figures", figures);
    fields.put("sources", sources.stream().map(BoardSource::json).toList());
    fields.put("span", span.key());
    fields.put("begin", graphs.begin().getEpochSecond());
    fields.put("step", span.step().toSeconds());
    Map<String, Object> steps = new LinkedHashMap<>();
    figures().forEach(figure -> steps.put(figure.key(), numbers(graphs.values(figure))));
    fields.put("steps", steps);
    return fields;
  }

  private static List<Object> numbers(List<OptionalDouble> values) {
    List<Object> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(number(value)));
    return numbers;
  }

  /** A whole number, or null. */
  static Long number(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) : null;
  }
}
