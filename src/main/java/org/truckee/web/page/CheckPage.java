package org.truckee.web.page;

import java.util.List;

/**
 * How a file or directory was found, or all that is below one.
 *
 * @param title what was checked
 * @param healthy whether nothing is wrong
 * @param summary how it was found, in a sentence
 * @param help what would help, if something is wrong
 * @param facts numbers
 * @param shares where its shares are; empty for all that is below a directory
 * @param problems what is wrong with what
 * @param aboutHref what else is known of it, or empty
 * @param jsonHref the same for programs, or empty
 * @param crumbs the way to what was checked; empty if it was checked by its capability
 */
public record CheckPage(
    String title,
    boolean healthy,
    String summary,
    String help,
    List<Fact> facts,
    List<Share> shares,
    List<Problem> problems,
    String aboutHref,
    String jsonHref,
    List<Crumb> crumbs)
    implements Page {
  /** One that nothing leads to by name. */
  public CheckPage(
      String title,
      boolean healthy,
      String summary,
      String help,
      List<Fact> facts,
      List<Share> shares,
      List<Problem> problems,
      String aboutHref,
      String jsonHref) {
    this(title, healthy, summary, help, facts, shares, problems, aboutHref, jsonHref, List.of());
  }

  /** The same about what is called {@code name}, to which {@code way} leads. */
  public CheckPage of(String name, List<Crumb> way) {
    return new CheckPage(
        "Health of " + name,
        healthy,
        summary,
        help,
        facts,
        shares,
        problems,
        aboutHref,
        jsonHref,
        way);
  }

  /** A share, and the server that has it. */
  public record Share(String number, String server, String state) {}

  /** Something that is not as it should be. */
  public record Problem(String subject, String href, String what) {}
}
