package org.truckee.web.board;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that a board asks, beside its own.
 *
 * @param nodes one after the other, of all kinds
 * @param patienceMillis the time that each gets to answer
 */
public record BoardSettings(List<BoardNode> nodes, long patienceMillis) {
  /** The most nodes of one board. */
  public static final int MOST = 512;

  private static final long USUAL_MILLIS = 5_000;

  /** Takes a copy. */
  public BoardSettings {
    nodes = List.copyOf(nodes);
    if (nodes.size() > MOST) throw new IllegalArgumentException(nodes.size() + " nodes");
  }

  /** A board of {@code nodes}. */
  public BoardSettings(List<BoardNode> nodes) {
    this(nodes, USUAL_MILLIS);
  }

  /** The same with {@code more}, as far as there is room. */
  public BoardSettings and(List<BoardNode> more) {
    List<BoardNode> all = new ArrayList<>(nodes);
    more.stream().filter(node -> !nodes.contains(node)).forEach(all::add);
    return new BoardSettings(all.subList(0, Math.min(all.size(), MOST)));
  }

  /** The same, with every directory as seen from {@code root}. */
  public BoardSettings from(Path root) {
    return new BoardSettings(
        nodes.stream()
            .map(node -> new BoardNode(node.kind(), node.place().from(root), node.own()))
            .toList());
  }
}
