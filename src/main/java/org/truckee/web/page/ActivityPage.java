package org.truckee.web.page;

import java.util.List;

/** The latest uploads and downloads, the newest first. */
public record ActivityPage(List<Transfer> transfers) implements Page {
  /**
   * One of them.
   *
   * @param level the class of the style for its state: {@code good}, {@code warn} or {@code bad}
   */
  public record Transfer(
      String href,
      String what,
      String began,
      String size,
      String state,
      String level,
      String took,
      String speed) {}

  @Override
  public String title() {
    return "Recent activity";
  }
}
