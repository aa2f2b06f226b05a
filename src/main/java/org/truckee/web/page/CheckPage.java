package org.truckee.web.page;

import java.util.List;

/**
 * The result of a check of a file or directory, or of everything below one.
 *
 * @param title the name of the checked thing
 * @param healthy whether nothing is wrong
 * @param summary the result, in a sentence
 * @param help a way to mend it, if something is wrong
 * @param facts numbers
 * @param shares the places of its shares; empty for a whole tree
 * @param problems the faults, and the things that have them
 * @param aboutHref the address of the page about it, or empty
 * @param jsonHref the same for programs, or empty
 * @param crumbs the way to the checked thing; empty if it was checked by its capability
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
  /** The result for a thing that no name leads to. */
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

  /** The same result about the thing called {@code name}, to which {@code way} leads. */
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

  /** A fault that the check found. */
  public record Problem(String subject, String href, String what) {}
}
