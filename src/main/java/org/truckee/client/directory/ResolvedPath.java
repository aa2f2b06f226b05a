package org.truckee.client.directory;

import java.util.Objects;
import java.util.Optional;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;

/**
 * The end of a path: {@code target}, which is either the path's own root or a child.
 *
 * @param target the thing at the end
 * @param parent the directory that the last step was taken in; empty if the path has no steps
 * @param child the entry that the last step was taken by; empty if the path has no steps
 */
public record ResolvedPath(ChildTarget target, Optional<Directory> parent, Optional<Child> child) {
  /** Checks that parent and child come together. */
  public ResolvedPath {
    Objects.requireNonNull(target, "target");
    if (parent.isPresent() != child.isPresent())
      throw new IllegalArgumentException("a child has a parent");
  }

  static ResolvedPath root(ChildTarget target) {
    return new ResolvedPath(target, Optional.empty(), Optional.empty());
  }

  static ResolvedPath child(Directory parent, Child child) {
    return new ResolvedPath(child.target(), Optional.of(parent), Optional.of(child));
  }
}
