package org.truckee.web.page;

import java.util.List;

/**
 * What was done to files of late, the newest first.
 *
 * @param all whether searches are among it that found what they were to find
 */
public record ActivityPage(List<Transfer> transfers, boolean all) implements Page {
  /**
   * One of them.
   *
   * @param name what the file is called; empty if that is not known, or not told
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
