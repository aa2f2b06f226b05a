package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * Tells a stranger what storing costs, and takes the proof of work.
 *
 * @param rule the clause that says what strangers may store
 * @param why the reason why this reader needs no proof; empty for one who does
 * @param facts the admission of the reader's network, if it has one
 * @param puzzle the challenge, if a proof is needed
 * @param trouble the reason why a proof was refused; empty if none was
 */
public record AdmissionPage(
    String rule, String why, List<Fact> facts, List<Puzzle> puzzle, String trouble)
    implements Page {
  /**
   * A challenge.
   *
   * @param challenge its text
   * @param bits the zero bits that are asked for
   * @param tries the tries that it takes on average, as people read numbers
   */
  public record Puzzle(String challenge, int bits, String tries) {}

  /** Takes copies. */
  public AdmissionPage {
    facts = List.copyOf(facts);
    puzzle = List.copyOf(puzzle);
  }

  @Override
  public String title() {
    return "Admission";
  }

  @Override
  public boolean computes() {
    return true;
  }
}
