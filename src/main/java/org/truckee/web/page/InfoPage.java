package org.truckee.web.page;

import java.util.List;

/**
 * The facts about a file or a directory, with the actions on it.
 *
 * @param title its name, or its kind
 * @param openHref the address that opens it, or empty if this gateway can't open it
 * @param facts the facts
 * @param links capabilities, the one to share first
 * @param checkAction the address of a check, or empty
 * @param deepCheckAction the address of a check of everything below, or empty
 * @param statsAction the address that counts everything below, or empty
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

  /** A capability and the rights of its holders. */
  public record Right(String may, String uri, String href) {}
}
