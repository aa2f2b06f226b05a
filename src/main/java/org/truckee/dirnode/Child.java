package org.truckee.dirnode;

import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.dirnode.metadata.Metadata;

/**
 * An entry of a directory: a normalised name, its target, and the notes about the link. A damaged
 * entry holds the parts that can still be read, and the damage.
 *
 * @param name the name, or a {@link DamageMark} where the name can't be read
 * @param damage the fault of the entry as it is stored; empty for a sound one
 */
public record Child(String name, ChildTarget target, Metadata metadata, Optional<String> damage) {
  /** Normalises the name. */
  public Child {
    name = ChildName.normalise(name);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(metadata, "metadata");
    Objects.requireNonNull(damage, "damage");
  }

  /** A sound entry. */
  public Child(String name, ChildTarget target, Metadata metadata) {
    this(name, target, metadata, Optional.empty());
  }

  /** An entry of which nothing can be read, perhaps not even its name. */
  public static Child damaged(String name, String damage) {
    return new Child(name, ChildTarget.NONE, Metadata.EMPTY, Optional.of(damage));
  }

  /** Returns why nothing can be done with the target of a lost child. */
  public GridException failure() {
    return new GridException(
        GridException.Kind.CORRUPT,
        "the entry '%s' is damaged (%s): it can be replaced or removed"
            .formatted(name, damage.orElseThrow()));
  }

  /** Returns whether its target is unknown, since the entry is damaged. */
  public boolean isLost() {
    return damage.isPresent() && target.equals(ChildTarget.NONE);
  }

  /** The same child, leading to {@code other}. */
  public Child to(ChildTarget other) {
    return new Child(name, other, metadata);
  }

  /** The same child under another name. */
  public Child named(String other) {
    return new Child(other, target, metadata, damage);
  }
}
