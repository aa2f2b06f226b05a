package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * The figures of the gateway's work over time.
 *
 * @param spans the spans that can be shown; the present one leads nowhere
 */
public record StatisticsPage(List<Crumb> spans, List<Graph> graphs, List<Row> rows)
    implements Page {
  /**
   * One series over time.
   *
   * @param area the path of its drawing
   * @param gaps the path of the times of which nothing is known
   * @param top the value at the upper edge
   */
  public record Graph(
      String title, String summary, String area, String gaps, String top, List<Tick> ticks) {}

  /**
   * A place on the axis of time.
   *
   * @param time the same for programs, where it is a time of the day; else empty
   */
  public record Tick(String x, String label, String time) {}

  /** The same series in numbers. */
  public record Row(String title, String all, String most, String when, String latest) {}

  @Override
  public String title() {
    return "Statistics";
  }
}
