package org.truckee.web.page.file;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * The page of an audit of one file or directory.
 *
 * @param shares the shares that were asked for some of their blocks
 */
public record AuditPage(Verdict verdict, List<Fact> facts, List<Share> shares) implements Page {
  /**
   * The outcome.
   *
   * @param level the class of the style for it: {@code good}, {@code warn} or {@code bad}
   * @param word the outcome in a word or two
   * @param sentence the same with its numbers
   */
  public record Verdict(String level, String word, String sentence) {}

  /** A share, and what came of it: the blocks that were proved, or the reason why none was. */
  public record Share(String number, String server, String verdict, String outcome) {}

  @Override
  public String title() {
    return "Audit";
  }
}
