package org.truckee.client.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.platform.KeptLines;
import org.truckee.platform.OwnerFiles;

/**
 * The directories that somebody had added to upkeep: {@code NAME: CAPABILITY} a line in a file for
 * its owner only, as aliases are kept. Blocks; thread-safe.
 */
final class ListedRoots {
  private static final int LONGEST_NAME = 200;

  private final Path file;

  /** The roots that are listed in {@code file}, which need not be there. */
  ListedRoots(Path file) {
    this.file = file;
  }

  /** All of them, in the order in which they were added. */
  synchronized List<UpkeepRoot> all() throws IOException {
    Map<String, UpkeepRoot> roots = new LinkedHashMap<>();
    KeptLines.read(
        file,
        line -> {
          int colon = line.indexOf(": ");
          if (colon < 0) throw new IllegalArgumentException("it has no name");
          String name = line.substring(0, colon);
          roots.put(name, root(name, line.substring(colon + 2)));
        });
    return List.copyOf(roots.values());
  }

  /**
   * Adds the directory that {@code text} reads, and returns it. {@code BAD_CAP} if that is none,
   * {@code CONFLICT} if another one has the name.
   */
  synchronized UpkeepRoot add(String name, String text) throws IOException {
    UpkeepRoot added = root(name, text);
    for (UpkeepRoot known : all()) {
      if (known.equals(added)) return added;
      if (known.name().equals(name))
        throw new GridException(
            GridException.Kind.CONFLICT, "another directory is kept up under that name");
    }
    OwnerFiles.append(file, line(added));
    return added;
  }

  /** Removes the one of that name; {@code NOT_FOUND} if there is none. */
  synchronized void remove(String name) throws IOException {
    List<UpkeepRoot> before = all();
    List<UpkeepRoot> rest = before.stream().filter(root -> !root.name().equals(name)).toList();
    if (rest.size() == before.size())
      throw new GridException(
          GridException.Kind.NOT_FOUND, "no directory was added to upkeep under that name");
    OwnerFiles.replace(file, rest.stream().map(ListedRoots::line).collect(Collectors.joining()));
  }

  private static String line(UpkeepRoot root) {
    return root.name() + ": " + root.directory().orElseThrow().toUri() + "\n";
  }

  private static UpkeepRoot root(String name, String text) {
    if (name.isBlank() || name.length() > LONGEST_NAME || !name.matches("[^:\\p{Cntrl}]+"))
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "the name of a root has 1 to " + LONGEST_NAME + " characters, and no colon among them");
    Capability directory = Capability.parse(text);
    if (!directory.isDirectory() || directory.readCap().isEmpty())
      throw new GridException(
          GridException.Kind.BAD_CAP, "upkeep needs a capability that reads a directory");
    return new UpkeepRoot(name, directory);
  }
}
