package org.truckee.web.page;

import java.util.List;

/**
 * What has gone through the gateway.
 *
 * @param spans the times that can be looked back on; the one that is shown leads nowhere
 */
public record StatisticsPage(List<Crumb> spans, List<Graph> graphs, List<Row> rows)
    implements Page {
  /**
   * One series over time.
   *
   * @param area the path of its drawing
   * @param top what the upper edge stands for
   */
  public record Graph(
      String title, String summary, String area, String top, List<TransferPage.Tick> ticks) {}

  /** The same series in numbers. */
  public record Row(String title, String all, String most, String when, String latest) {}

  @Override
  public String title() {
    return "Statistics";
  }
}
