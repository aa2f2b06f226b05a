package org.truckee.client.directory;

import java.util.List;
import org.truckee.dirnode.ChildTarget;

/**
 * Something that a walk came by.
 *
 * @param path the names that lead to it from where the walk began; none for that itself
 * @param target what it is
 */
public record Visit(List<String> path, ChildTarget target) {
  /** Takes a copy. */
  public Visit {
    path = List.copyOf(path);
  }
}
