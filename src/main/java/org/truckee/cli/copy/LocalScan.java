package org.truckee.cli.copy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.cli.session.CommandFailure;

/**
 * Looks at a directory of this machine. Links are followed; what is neither file nor directory is
 * left out, and named on {@code warnings}.
 */
final class LocalScan implements Item.Scan {
  private final Path root;
  private final PrintStream warnings;
  private final Deque<Path> above = new ArrayDeque<>();

  LocalScan(Path root, PrintStream warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  @Override
  public void into(SourceTree tree) throws IOException {
    scan(root, tree);
  }

  private void scan(Path directory, SourceTree tree) throws IOException {
    Path real = directory.toRealPath();
    if (above.contains(real))
      throw CommandFailure.failed(directory + " leads back to a directory that it is in");
    above.push(real);
    for (Path path : children(directory)) add(path, tree);
    above.pop();
  }

  private void add(Path path, SourceTree tree) throws IOException {
    String name = Normalizer.normalize(path.getFileName().toString(), Normalizer.Form.NFC);
    if (Files.isDirectory(path)) scan(path, tree.directory(name));
    else if (Files.isRegularFile(path)) tree.add(name, LocalSource.of(path));
    else warnings.println("left out, since it is neither a file nor a directory: " + path);
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }
}
