package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * The page about the size of a grid.
 *
 * @param groups the questions
 * @param problems the faults of the answers
 * @param results the numbers that follow
 * @param assumptions the assumptions of the arithmetic
 */
public record ProvisioningPage(
    List<Group> groups, List<String> problems, List<Result> results, List<String> assumptions)
    implements Page {

  /** Questions that belong together. */
  public record Group(String title, List<Field> fields) {}

  /** A question for a number. */
  public record Field(
      String name, String label, String unit, String value, Range range, String problem) {}

  /** The numbers that a question takes. */
  public record Range(String min, String max, String step) {}

  /** Numbers that belong together. */
  public record Result(String title, List<Fact> facts) {}

  @Override
  public String title() {
    return "Sizing of a grid";
  }
}
