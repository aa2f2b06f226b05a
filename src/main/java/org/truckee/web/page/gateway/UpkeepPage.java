package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * How the gateway looks after its own roots, for its owner.
 *
 * @param state its mood, in a sentence
 * @param steering the steps that its owner can take now
 * @param warnings sentences that its owner should read
 * @param facts its figures
 * @param low the things with too few shares
 */
public record UpkeepPage(
    State state,
    List<Step> steering,
    List<String> warnings,
    List<Fact> facts,
    List<Root> roots,
    List<Low> low)
    implements Page {
  /**
   * The work that goes on.
   *
   * @param level the class of the style for it: {@code good} or {@code warn}
   * @param running whether it goes on by itself, so that the page is to be looked at again
   */
  public record State(String sentence, String level, boolean running) {}

  /** A step, such as a pause, and the {@code t=} that asks for it. */
  public record Step(String name, String t) {}

  /** A directory below which everything is kept up. */
  public record Root(String name, String walked, String things, String trouble) {}

  /** A thing with too few shares. */
  public record Low(String path, String shares, String since, String repairs) {}

  @Override
  public String title() {
    return "Upkeep";
  }
}
