package org.truckee.dirnode;

import java.util.Objects;

/** An entry of a directory: a name, normalised, what it leads to, and what is noted about it. */
public record Child(String name, Target target, Metadata metadata) {
  /** Normalises the name. */
  public Child {
    name = ChildName.normalise(name);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(metadata, "metadata");
  }

  /** The same, leading to {@code other}. */
  public Child to(Target other) {
    return new Child(name, other, metadata);
  }

  /** The same under another name. */
  public Child named(String other) {
    return new Child(other, target, metadata);
  }
}
