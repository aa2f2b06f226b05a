package org.truckee.web.page;

import java.util.List;

/**
 * One transfer, as a drawing of each server's work over time and as a table of the same.
 *
 * @param live whether it goes on, so that the page asks for itself again
 * @param kicker its kind in Tahoe's words, and its size
 * @param state its state, in a sentence
 * @param level the class of the style for that: {@code good}, {@code warn} or {@code bad}
 * @param height of the drawing
 */
public record TransferPage(
    String title,
    boolean live,
    String kicker,
    String state,
    String level,
    List<Fact> facts,
    List<String> findings,
    List<Row> rows,
    List<Tick> ticks,
    int height,
    List<Server> servers)
    implements Page {

  /** The work of one server, at height {@code y}. */
  public record Row(String server, int y, List<Bar> bars) {}

  /** One step of its work. */
  public record Bar(String x, String width, String look, String title) {}

  /** A moment on the axis of time. */
  public record Tick(String x, String label) {}

  /** A server in numbers. */
  public record Server(
      String name, String shares, String done, String average, String longest, String verdict) {}
}
