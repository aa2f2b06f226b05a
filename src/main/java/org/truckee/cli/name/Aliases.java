package org.truckee.cli.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.cli.session.CommandFailure;
import org.truckee.platform.TextFiles;

/**
 * The aliases of a node: short names for directories, {@code NAME: CAPABILITY} a line in {@code
 * private/aliases}, which is a secret. A node's own root in {@code private/root_dir.cap} is the
 * alias {@code tahoe} unless the file has one. It is Tahoe's own file, and can be shared with it.
 */
public final class Aliases {
  /** The alias that a path without one means, under Tahoe's name. */
  public static final String DEFAULT = "tahoe";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final SortedMap<String, String> caps;

  private Aliases(Path file, SortedMap<String, String> caps) {
    this.file = file;
    this.caps = caps;
  }

  /** Reads those of the node in {@code directory}. */
  public static Aliases read(Path directory) throws IOException {
    Path secrets = directory.resolve("private");
    SortedMap<String, String> caps = new TreeMap<>();
    String root = text(secrets.resolve("root_dir.cap")).strip();
    if (!root.isEmpty()) caps.put(DEFAULT, root);
    Path file = secrets.resolve("aliases");
    text(file).lines().map(String::strip).forEach(line -> read(line, file, caps));
    return new Aliases(file, caps);
  }

  private static void read(String line, Path file, SortedMap<String, String> caps) {
    if (line.isEmpty() || line.startsWith("#")) return;
    int colon = line.indexOf(':');
    if (colon < 0) throw CommandFailure.failed(file + " holds a line that is no alias");
    caps.put(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? TextFiles.read(file) : "";
  }

  /** The capability that {@code alias} stands for. */
  public Optional<String> find(String alias) {
    return Optional.ofNullable(caps.get(alias));
  }

  /** All aliases, by name. */
  public SortedMap<String, String> all() {
    return Collections.unmodifiableSortedMap(caps);
  }

  /** Takes the colon off the end of {@code name}, and refuses a name that can't be an alias. */
  public String checkNew(String name) {
    String alias = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
    if (alias.contains(":")) throw CommandFailure.failed("Alias names cannot contain colons.");
    if (alias.contains(" ")) throw CommandFailure.failed("Alias names cannot contain spaces.");
    if (alias.isEmpty() || alias.contains("/") || alias.contains("\n"))
      throw CommandFailure.failed("Alias names are not empty, and hold no slashes.");
    if (caps.containsKey(alias))
      throw CommandFailure.failed("Alias '%s' already exists!".formatted(alias));
    return alias;
  }

  /** Adds a line to the file, whole or not at all, for its owner only. */
  public void add(String alias, String cap) throws IOException {
    String old = text(file);
    String separator = old.isEmpty() || old.endsWith("\n") ? "" : "\n";
    Files.createDirectories(file.getParent());
    Path next =
        Files.createTempFile(
            file.getParent(), "aliases", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(next, old + separator + alias + ": " + cap + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    caps.put(alias, cap);
  }
}
