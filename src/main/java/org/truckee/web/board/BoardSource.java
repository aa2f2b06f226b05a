package org.truckee.web.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.truckee.web.page.Amount;
import org.truckee.web.page.gateway.BoardPage;

/**
 * A node that the board asked, without its address: whether it answered, what it told, and how much
 * of that counts.
 */
record BoardSource(String name, String state, Map<String, Figure> figures) {
  /** Takes a copy. */
  BoardSource {
    figures = new LinkedHashMap<>(figures);
  }

  /**
   * A figure of it.
   *
   * @param words the words for an amount of it
   */
  record Figure(double told, double counted, DoubleFunction<String> words) {
    private String text(double value) {
      return words.apply(value);
    }

    boolean isBounded() {
      return counted < told;
    }
  }

  /** All of them: the introducers, and then the nodes. */
  static List<BoardSource> of(BoardRound.Answers answers, Belief belief) {
    List<BoardSource> sources = new ArrayList<>();
    for (OptionalDouble followers : answers.followers())
      sources.add(introducer(sources.size() + 1, followers));
    answers.nodes().forEach(answer -> sources.add(of(answer, belief)));
    return sources;
  }

  private static BoardSource introducer(int number, OptionalDouble followers) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    followers.ifPresent(
        told ->
            figures.put(
                "gateways",
                new Figure(told, told, most -> Amount.of(Math.round(most), "gateway"))));
    NodeAnswer.State state =
        followers.isPresent() ? NodeAnswer.State.TELLS : NodeAnswer.State.SILENT;
    return new BoardSource("Introducer " + number, state.toString(), figures);
  }

  private static BoardSource of(NodeAnswer answer, Belief belief) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (ToldFigure figure : ToldFigure.of(answer.node().kind()))
      answer
          .told(figure)
          .ifPresent(
              told ->
                  figures.put(
                      figure.name().toLowerCase(Locale.ROOT),
                      new Figure(
                          told, belief.counted(answer, figure).orElse(told), figure::words)));
    return new BoardSource(answer.name(), answer.state().toString(), figures);
  }

  /** The row of the page. */
  BoardPage.Source row() {
    List<String> told = figures.values().stream().map(one -> one.text(one.told())).toList();
    List<String> bounded =
        figures.values().stream()
            .filter(Figure::isBounded)
            .map(one -> "only " + one.text(one.counted()))
            .toList();
    return new BoardPage.Source(
        name,
        state,
        told.isEmpty() ? "nothing" : String.join(", ", told),
        told.isEmpty() ? "" : bounded.isEmpty() ? "all" : String.join(", ", bounded));
  }

  /** The same in JSON. */
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", name);
    fields.put("state", state);
    Map<String, Object> told = new LinkedHashMap<>();
    Map<String, Object> counted = new LinkedHashMap<>();
    figures.forEach(
        (key, figure) -> {
          told.put(key, Math.round(figure.told()));
          counted.put(key, Math.round(figure.counted()));
        });
    fields.put("told", told);
    fields.put("counted", counted);
    return fields;
  }
}
