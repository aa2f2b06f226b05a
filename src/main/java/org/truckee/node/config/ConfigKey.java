package org.truckee.node.config;

import java.nio.file.Path;

/** A key of a configuration, with the names of the keys that it stands in: {@code gateway.web}. */
public record ConfigKey(Path file, String name) {
  /** The words for the key {@code part} of this one. */
  public String words(String part) {
    return "\"%s.%s\" in %s".formatted(name, part, file);
  }
}
