package org.truckee.client.directory;

import java.util.Objects;
import java.util.Optional;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Target;

/**
 * Where a path leads: to {@code target}, which is either the path's own root or a child.
 *
 * @param target what is there
 * @param parent the directory that the last step was taken in; empty if the path has no steps
 * @param child the entry that the last step was taken by; empty if the path has no steps
 */
public record Place(Target target, Optional<Directory> parent, Optional<Child> child) {
  /** Checks that parent and child come together. */
  public Place {
    Objects.requireNonNull(target, "target");
    if (parent.isPresent() != child.isPresent())
      throw new IllegalArgumentException("a child has a parent");
  }

  static Place root(Target target) {
    return new Place(target, Optional.empty(), Optional.empty());
  }

  static Place child(Directory parent, Child child) {
    return new Place(child.target(), Optional.of(parent), Optional.of(child));
  }
}
