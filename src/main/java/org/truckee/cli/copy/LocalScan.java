package org.truckee.cli.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import org.truckee.cli.local.GridNames;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;

/**
 * Looks at a directory of this machine. Links are followed, unless they are to be passed over; a
 * thing that is neither file nor directory, can't be read or can't be named on the grid is left
 * out.
 */
final class LocalScan implements Item.Scan {
  private final Path root;
  private final boolean skipLinks;
  private final LeftOut leftOut;
  private final Deque<Path> above = new ArrayDeque<>();

  LocalScan(Path root, boolean skipLinks, LeftOut leftOut) {
    this.root = root;
    this.skipLinks = skipLinks;
    this.leftOut = leftOut;
  }

  @Override
  public void into(SourceTree tree) throws IOException {
    scan(root.toRealPath(), contents(root), tree);
  }

  private void scan(Path real, SortedMap<String, Path> contents, SourceTree tree) {
    above.push(real);
    for (Map.Entry<String, Path> child : contents.entrySet()) {
      try {
        if (!skipLinks || !Files.isSymbolicLink(child.getValue()))
          add(child.getKey(), child.getValue(), tree);
      } catch (IOException | CommandFailure e) {
        leftOut.add(child.getValue().toString(), e);
      }
    }
    above.pop();
  }

  private void add(String name, Path path, SourceTree tree) throws IOException {
    if (Files.isSymbolicLink(path) && !Files.exists(path))
      throw CommandFailure.failed("it is a link that leads nowhere");
    BasicFileAttributes kind = Files.readAttributes(path, BasicFileAttributes.class);
    if (kind.isRegularFile()) tree.add(name, LocalSource.of(path));
    else if (kind.isDirectory()) addDirectory(name, path, tree);
    else throw CommandFailure.failed("it is neither a file nor a directory");
  }

  private void addDirectory(String name, Path path, SourceTree tree) throws IOException {
    Path real = path.toRealPath();
    if (above.contains(real))
      throw CommandFailure.failed("it leads back to a directory that it is in");
    SortedMap<String, Path> contents = contents(path);
    scan(real, contents, tree.directory(name));
  }

  private SortedMap<String, Path> contents(Path directory) throws IOException {
    return GridNames.of(directory, (path, why) -> leftOut.add(path.toString(), why));
  }
}
