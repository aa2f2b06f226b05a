package org.truckee.client.directory;

import java.util.List;
import org.truckee.dirnode.ChildTarget;

/**
 * A thing that a walk visits.
 *
 * @param path the names that lead to it from the beginning of the walk; none for the beginning
 *     itself
 * @param target its capability
 */
public record Visit(List<String> path, ChildTarget target) {
  /** Takes a copy. */
  public Visit {
    path = List.copyOf(path);
  }
}
