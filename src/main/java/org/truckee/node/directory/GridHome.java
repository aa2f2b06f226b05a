package org.truckee.node.directory;

import java.nio.file.Path;
import java.util.Set;
import org.truckee.node.config.ConfigKey;

/**
 * The grid that a node is a part of. Such a node has no configuration of its own.
 *
 * @param directory the directory that holds the directories of all its nodes
 * @param configuration the file that says what the grid is like
 */
public record GridHome(Path directory, Path configuration) {
  private static final String GATEWAY = "gateway.";
  private static final Set<String> WHOLE = Set.of("admin", "vdrive");

  /** The key that sets for the whole grid what {@code key} sets for a node. */
  ConfigKey key(String key) {
    boolean stands = key.startsWith(GATEWAY) || WHOLE.contains(key);
    return new ConfigKey(
        configuration, stands ? "grid." + key.replaceFirst("^" + GATEWAY, "") : key);
  }
}
