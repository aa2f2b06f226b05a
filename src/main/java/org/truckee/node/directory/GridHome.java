package org.truckee.node.directory;

import java.nio.file.Path;
import org.truckee.node.config.ConfigKey;

/**
 * The grid that a node is a part of. Such a node has no configuration of its own.
 *
 * @param directory the directory that holds the directories of all its nodes
 * @param configuration the file that says what the grid is like
 */
public record GridHome(Path directory, Path configuration) {
  private static final String GATEWAY = "gateway.";

  /** The key that sets for the whole grid what {@code key} sets for a node. */
  ConfigKey key(String key) {
    String name = key.startsWith(GATEWAY) ? "grid." + key.substring(GATEWAY.length()) : key;
    return new ConfigKey(configuration, name);
  }
}
