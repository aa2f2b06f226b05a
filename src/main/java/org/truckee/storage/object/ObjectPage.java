package org.truckee.storage.object;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Some of the keys of an object store, in order.
 *
 * @param entries what was found
 * @param last the key to go on after; empty at the end
 */
public record ObjectPage(List<Entry> entries, Optional<String> last) {
  /** A key, and the age of what is there by the clock of the store. */
  public record Entry(String key, Duration age) {}

  /** Keeps its own list. */
  public ObjectPage {
    entries = List.copyOf(entries);
  }
}
