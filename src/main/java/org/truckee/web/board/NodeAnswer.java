package org.truckee.web.board;

import java.util.Optional;

/**
 * The answer of a node, or that there was none.
 *
 * @param number its number among the nodes of its kind, from 1
 * @param state whether it answered
 * @param word what it told, if it told anything
 * @param disk what its shares lie on, if that is known: equal for servers on one disk
 */
record NodeAnswer(
    BoardNode node, int number, State state, Optional<NodeWord> word, Optional<Object> disk) {
  /** Whether a node answered, in words that hold no address. */
  enum State {
    TELLS("answers"),
    ODD("tells what can't be true"),
    OTHER("answers otherwise than a node"),
    SILENT("does not answer");

    private final String words;

    State(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** The figure that it told, if it did. */
  Optional<Double> told(ToldFigure figure) {
    return word.map(told -> told.figures().get(figure));
  }

  /** Its name for everybody. */
  String name() {
    String title = node.kind().title();
    return node.own() ? title + " of this node" : title + " " + number;
  }
}
