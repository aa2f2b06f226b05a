package org.truckee.web.page;

import java.util.List;

/**
 * The latest transfers of files, the newest first.
 *
 * @param all whether successful searches are among them
 */
public record ActivityPage(List<Transfer> transfers, boolean all) implements Page {
  /**
   * One transfer.
   *
   * @param name the name of the file; empty if it is not known, or not told
   * @param level the class of the style for its state: {@code good}, {@code warn} or {@code bad}
   */
  public record Transfer(
      String href,
      String what,
      String name,
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
