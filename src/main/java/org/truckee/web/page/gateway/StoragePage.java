package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * The state of a storage server, for its operator.
 *
 * @param calls the times of the latest calls, of each kind
 */
public record StoragePage(List<Part> parts, List<Calls> calls) implements Page {
  /** A part of its state. */
  public record Part(String title, List<Fact> facts) {}

  /**
   * The times of the latest calls of one kind; a time that the calls are too few for is a dash.
   *
   * @param number how many calls they are of
   * @param half the time within which half of them were done
   * @param most the same of nine in ten
   * @param nearlyAll the same of 99 in a hundred
   */
  public record Calls(
      String kind, String number, String mean, String half, String most, String nearlyAll) {}

  @Override
  public String title() {
    return "Storage Server Status";
  }
}
