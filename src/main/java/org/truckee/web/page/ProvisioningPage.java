package org.truckee.web.page;

import java.util.List;

/**
 * How large a grid has to be.
 *
 * @param groups what is asked
 * @param problems what is wrong with the answers
 * @param results what they come to
 * @param assumptions what the arithmetic takes for granted
 */
public record ProvisioningPage(
    List<Group> groups, List<String> problems, List<Result> results, List<String> assumptions)
    implements Page {

  /** Questions that belong together. */
  public record Group(String title, List<Field> fields) {}

  /** A question for a number. */
  public record Field(
      String name,
      String label,
      String unit,
      String value,
      String min,
      String max,
      String step,
      String problem) {}

  /** Numbers that belong together. */
  public record Result(String title, List<Fact> facts) {}

  @Override
  public String title() {
    return "Sizing of a grid";
  }
}
