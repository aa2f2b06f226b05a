package org.truckee.web.http;

import java.time.Instant;
import java.util.Optional;
import org.truckee.dirnode.Child;
import org.truckee.mutable.SignedPrefix;

/**
 * What conditions are compared with: the tag of the current answer, and when it was last changed,
 * as far as they are known.
 */
public record State(Optional<EntityTag> tag, Optional<Instant> changed) {
  /** Of it, only that there is something. */
  public static final State UNKNOWN = new State(Optional.empty(), Optional.empty());

  /** Of a version of a mutable file. */
  public static State of(SignedPrefix version) {
    return new State(
        Optional.of(EntityTag.of(version.sequence(), version.rootHash())), Optional.empty());
  }

  /** Since when the link {@code child} leads to where it does; empty if that is not noted. */
  public static Optional<Instant> linked(Child child) {
    return child.metadata().changed();
  }
}
