package org.truckee.web.page;

import java.util.List;

/**
 * What is known of a file or a directory, and what can be done with it.
 *
 * @param title its name, or what it is
 * @param openHref where it is opened, or empty if this gateway can't open it
 * @param facts what is known
 * @param links capabilities, the one to share first
 * @param checkAction where a check is asked for, or empty
 * @param deepCheckAction where one of everything below is asked for, or empty
 * @param statsAction where it is asked how much is below, or empty
 * @param jsonHref the same for programs
 */
public record InfoPage(
    String title,
    List<Crumb> crumbs,
    String openHref,
    boolean directory,
    List<Fact> facts,
    List<Right> links,
    String checkAction,
    String deepCheckAction,
    String statsAction,
    String jsonHref)
    implements Page {

  /** A capability and what who has it may do. */
  public record Right(String may, String uri, String href) {}
}
