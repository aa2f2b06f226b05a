package org.truckee.web.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.placement.EncodingParameters;

/**
 * How much the word of each node counts. A node other than the board's own counts for at most
 * {@link #MOST_TIMES} times what three quarters of the nodes that tell the figure stay below, where
 * at least three tell it. And no server has shares of more files than all others together make
 * possible: a file has shares on at least {@code happy} servers.
 */
final class Belief {
  /** The distance from others at which a figure is no longer believed. */
  static final int MOST_TIMES = 10;

  private static final int FEWEST = 3;

  private final List<NodeAnswer> answers;
  private final EncodingParameters encoding;
  private final Map<ToldFigure, Double> bounds = new EnumMap<>(ToldFigure.class);

  Belief(List<NodeAnswer> answers, EncodingParameters encoding) {
    this.answers = List.copyOf(answers);
    this.encoding = encoding;
    for (ToldFigure figure : ToldFigure.values()) bounds.put(figure, bound(figure));
  }

  /** A node with nothing, as a new server has, says nothing about the others. */
  private double bound(ToldFigure figure) {
    double[] told =
        told(figure).mapToDouble(Double::doubleValue).filter(value -> value > 0).sorted().toArray();
    return told.length < FEWEST
        ? Double.POSITIVE_INFINITY
        : MOST_TIMES * told[told.length * 3 / 4 - 1];
  }

  private Stream<Double> told(ToldFigure figure) {
    return answers.stream().flatMap(answer -> answer.told(figure).stream());
  }

  /** The part of what {@code answer} told that counts. */
  Optional<Double> counted(NodeAnswer answer, ToldFigure figure) {
    if (answer.node().own()) return answer.told(figure);
    return answer
        .told(figure)
        .map(told -> Math.min(told, bounds.get(figure)))
        .map(told -> figure == ToldFigure.FILES ? Math.min(told, possible(answer)) : told);
  }

  /** The most files that can have shares at the server of {@code one}, by those of all others. */
  private double possible(NodeAnswer one) {
    int tellers = (int) told(ToldFigure.FILES).count();
    int spread = Math.min(encoding.happy(), tellers) - 1;
    if (spread < 1) return Double.POSITIVE_INFINITY;
    double most = bounds.get(ToldFigure.FILES);
    double all = told(ToldFigure.FILES).mapToDouble(told -> Math.min(told, most)).sum();
    double own = Math.min(one.told(ToldFigure.FILES).orElse(0.0), most);
    return (all - own) / spread;
  }

  private List<Double> counted(ToldFigure figure) {
    return answers.stream().flatMap(answer -> counted(answer, figure).stream()).toList();
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The figures of the board that the nodes tell. */
  Map<BoardFigure, Double> figures() {
    Map<BoardFigure, Double> figures = new EnumMap<>(BoardFigure.class);
    put(figures, BoardFigure.VISITORS, counted(ToldFigure.VISITORS));
    put(figures, BoardFigure.BYTES_STORED, counted(ToldFigure.SHARE_BYTES));
    put(figures, BoardFigure.BYTES_OF_DISKS, onDisks(ToldFigure.DISK_SIZE));
    put(figures, BoardFigure.BYTES_FREE, onDisks(ToldFigure.DISK_FREE));
    List<Double> directories = new ArrayList<>(counted(ToldFigure.OWN_DIRECTORIES));
    counted(ToldFigure.SHARED_DIRECTORIES).stream()
        .max(Double::compare)
        .ifPresent(directories::add);
    put(figures, BoardFigure.DIRECTORIES, directories);
    files().ifPresent(files -> figures.put(BoardFigure.FILES, files));
    return figures;
  }

  private static void put(Map<BoardFigure, Double> figures, BoardFigure figure, List<Double> all) {
    if (!all.isEmpty()) figures.put(figure, sum(all));
  }

  /** One value for each disk: the highest that a server on it tells. */
  private List<Double> onDisks(ToldFigure figure) {
    Map<Object, Double> disks = new HashMap<>();
    for (NodeAnswer answer : answers)
      counted(answer, figure)
          .ifPresent(value -> disks.merge(answer.disk().orElse(answer), value, Math::max));
    return List.copyOf(disks.values());
  }

  /** Servers that do not answer have files, too: as many as the others on average. */
  private Optional<Double> files() {
    List<Double> counted = counted(ToldFigure.FILES);
    if (counted.isEmpty()) return Optional.empty();
    long servers =
        answers.stream().filter(answer -> answer.node().kind() == BoardNode.Kind.STORAGE).count();
    double mean = sum(counted) / counted.size();
    return Optional.of((double) Math.round(mean * servers / Math.min(encoding.total(), servers)));
  }
}
