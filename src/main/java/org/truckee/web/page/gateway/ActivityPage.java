package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Page;

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
   * @param began the time when it began
   */
  public record Transfer(
      String href, String what, String name, String began, State state, Measures measures) {}

  /**
   * The state of a transfer, in a few words.
   *
   * @param level the class of the style for it: {@code good}, {@code warn} or {@code bad}
   */
  public record State(String text, String level) {}

  /** The numbers of a transfer; each is empty if it is not known yet. */
  public record Measures(String size, String took, String speed) {}

  @Override
  public String title() {
    return "Recent activity";
  }
}
