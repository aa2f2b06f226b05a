package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * The figures of a whole grid, for everybody.
 *
 * @param time the time of the figures; empty before the first ones
 * @param period the span of time that is shown
 * @param moments some times of the span, the latest first
 */
public record BoardPage(
    String time,
    Period period,
    List<Row> rows,
    List<Graph> graphs,
    List<Moment> moments,
    List<Source> sources)
    implements Page {
  /**
   * A span of time.
   *
   * @param all those that can be shown; the present one leads nowhere
   */
  public record Period(String name, List<Crumb> all) {}

  /** A figure: its amount now, and the least and the most of the span. */
  public record Row(String title, String now, String lowest, String highest, String meaning) {}

  /**
   * A figure over time.
   *
   * @param area the path of its drawing
   * @param gaps the path of the times of which nothing is known
   */
  public record Graph(
      String title, String summary, String area, String gaps, List<StatisticsPage.Tick> ticks) {}

  /** The amounts of all figures at one time. */
  public record Moment(String time, List<String> values) {}

  /**
   * One that was asked.
   *
   * @param counts how much of what it tells counts
   */
  public record Source(String name, String state, String tells, String counts) {}

  @Override
  public String title() {
    return "The grid in numbers";
  }
}
