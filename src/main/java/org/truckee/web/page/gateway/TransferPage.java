package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * One transfer, as a drawing of each server's work over time and as a table of the same.
 *
 * @param findings things out of the ordinary, a sentence for each server
 */
public record TransferPage(
    String title,
    State state,
    List<Fact> facts,
    List<String> findings,
    Picture picture,
    List<Server> servers)
    implements Page {

  /**
   * The state of the transfer.
   *
   * @param kicker the transfer's kind in Tahoe's words, and its size
   * @param level the class of the style for the sentence: {@code good}, {@code warn} or {@code bad}
   * @param live whether it goes on, so that the page asks for itself again
   */
  public record State(String kicker, String sentence, String level, boolean live) {}

  /** The drawing: a row for each server, and an axis of time. */
  public record Picture(List<Row> rows, List<Tick> ticks, int height) {}

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
