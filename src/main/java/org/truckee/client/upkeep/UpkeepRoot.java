package org.truckee.client.upkeep;

import java.util.Objects;
import org.truckee.cap.Capability;

/** A directory below which everything is kept up, and its name for people. */
public record UpkeepRoot(String name, Capability directory) {
  /** Checks that both are there. */
  public UpkeepRoot {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(directory, "directory");
  }

  /** The name alone: the capability is a secret. */
  @Override
  public String toString() {
    return name;
  }
}
