package org.truckee.web.page.file;

import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * The page of what is known of a file or a directory, and of what can be done with it.
 *
 * @param title its name, or what it is
 * @param facts the facts
 * @param rights capabilities, the one to share first
 */
public record InfoPage(
    String title,
    List<Crumb> crumbs,
    boolean directory,
    List<Fact> facts,
    List<Right> rights,
    Actions actions)
    implements Page {

  /** A capability and what who has it may do. */
  public record Right(String may, String uri, String href) {}

  /**
   * The addresses of things to do; each is empty if that can't be done.
   *
   * @param openHref opens it
   * @param check checks it
   * @param repairs whether that address can repair it, too
   * @param deepCheck checks everything below
   * @param stats counts everything below
   * @param jsonHref tells programs what is known
   */
  public record Actions(
      String openHref,
      String check,
      boolean repairs,
      String deepCheck,
      String stats,
      String jsonHref) {}
}
