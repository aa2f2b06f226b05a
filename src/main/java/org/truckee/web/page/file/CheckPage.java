package org.truckee.web.page.file;

import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * The page of how a file or directory is kept, or all that is below one.
 *
 * @param title the subject of the check
 * @param facts numbers
 * @param shares the places of its shares; empty for all that is below a directory
 * @param problems the things that are wrong
 */
public record CheckPage(
    String title,
    Verdict verdict,
    List<Fact> facts,
    List<Share> shares,
    List<Problem> problems,
    Links links)
    implements Page {
  /** The same about what is called {@code name}, to which {@code way} leads. */
  public CheckPage of(String name, List<Crumb> way) {
    Links led = new Links(way, links.aboutHref(), links.jsonHref());
    return new CheckPage("Health of " + name, verdict, facts, shares, problems, led);
  }

  /**
   * The outcome.
   *
   * @param healthy whether nothing is wrong
   * @param summary the outcome in a sentence
   * @param help the thing that would help, if something is wrong
   * @param remedy the button that does it
   */
  public record Verdict(boolean healthy, String summary, String help, Remedy remedy) {
    /** The outcome where nothing is wrong. */
    public static Verdict good(String summary) {
      return new Verdict(true, summary, "", Remedy.NONE);
    }
  }

  /**
   * A button.
   *
   * @param action the address that it posts to; empty if there is no button
   * @param label what it says
   */
  public record Remedy(String action, String label) {
    /** No button. */
    public static final Remedy NONE = new Remedy("", "");
  }

  /**
   * The pages around this one.
   *
   * @param crumbs the way to the subject; empty if it was checked by its capability
   * @param aboutHref the address of the page about it, or empty
   * @param jsonHref the same for programs, or empty
   */
  public record Links(List<Crumb> crumbs, String aboutHref, String jsonHref) {
    /** Links of a subject to which nothing leads by name. */
    public static Links about(String aboutHref) {
      return new Links(List.of(), aboutHref, "");
    }
  }

  /** A share, and the server that has it. */
  public record Share(String number, String server, String state) {}

  /** Something that is not as it should be. */
  public record Problem(String subject, String href, String what) {}
}
