package org.truckee.client.upkeep;

import java.util.Objects;
import java.util.Optional;
import org.truckee.cap.Capability;

/**
 * A directory below which everything is kept up, or an entrustment of which everything is.
 *
 * @param name its name for people
 * @param directory the directory; empty for an entrustment, which lists its things itself
 */
public record UpkeepRoot(String name, Optional<Capability> directory) {
  /** Checks that both are there. */
  public UpkeepRoot {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(directory, "directory");
  }

  /** A directory. */
  UpkeepRoot(String name, Capability directory) {
    this(name, Optional.of(directory));
  }

  /** The name alone: the capability is a secret. */
  @Override
  public String toString() {
    return name;
  }
}
