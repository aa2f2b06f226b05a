package org.truckee.web.http;

import java.time.Instant;
import java.util.Optional;
import org.truckee.dirnode.Child;
import org.truckee.mutable.SignedPrefix;

/**
 * The state that conditions are compared with: the tag of the current answer, and the time of its
 * last change, as far as they are known.
 */
public record State(Optional<EntityTag> tag, Optional<Instant> changed) {
  /** The state of a thing of which only its presence is known. */
  public static final State UNKNOWN = new State(Optional.empty(), Optional.empty());

  /** The state of a version of a mutable file. */
  public static State of(SignedPrefix version) {
    return new State(
        Optional.of(EntityTag.of(version.sequence(), version.rootHash())), Optional.empty());
  }

  /** The time since when the link {@code child} has its target; empty if it is not noted. */
  public static Optional<Instant> linked(Child child) {
    return child.metadata().changed();
  }
}
