package org.truckee.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.truckee.cli.session.CommandFailure;

/**
 * Backs up a directory from its leaves up: what the database knows as unchanged is used again, the
 * rest is stored, the files of a directory several at a time. What can't be read is left out and
 * named; what the grid refuses ends the backup.
 */
final class Backup {
  private final Grid grid;
  private final BackupDatabase database;
  private final Exclusions exclusions;
  private final boolean trustTimes;
  private final Commentary commentary;
  private final ExecutorService workers;

  /** Backs up what {@code exclusions} leave. */
  Backup(
      Grid grid,
      BackupDatabase database,
      Exclusions exclusions,
      boolean trustTimes,
      Commentary commentary,
      ExecutorService workers) {
    this.grid = grid;
    this.database = database;
    this.exclusions = exclusions;
    this.trustTimes = trustTimes;
    this.commentary = commentary;
    this.workers = workers;
  }

  /** Backs up {@code directory}; empty if it can't be read. */
  Optional<BackedUp> directory(Path directory) throws IOException, SQLException {
    List<Path> paths;
    try {
      paths = exclusions.children(directory);
    } catch (IOException e) {
      commentary.skipDirectory("permission denied on directory '" + directory + "'");
      return Optional.empty();
    }
    SortedMap<String, BackedUp> children = new TreeMap<>();
    for (Path path : paths)
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        directory(path).ifPresent(child -> children.put(Exclusions.nameOf(path), child));
    addFiles(paths, children);
    return Optional.of(
        new BackedUp("dirnode", capOf(directory, children), LocalMetadata.of(directory)));
  }

  private void addFiles(List<Path> paths, SortedMap<String, BackedUp> children) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Future<Optional<BackedUp>>> started = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) continue;
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        files.add(path);
        started.add(workers.submit(() -> file(path)));
      } else {
        String kind = Files.isSymbolicLink(path) ? "symlink" : "special";
        commentary.skipFile("cannot backup " + kind + " '" + path + "'");
      }
    }
    for (int i = 0; i < files.size(); i++) {
      String name = Exclusions.nameOf(files.get(i));
      await(started.get(i)).ifPresent(file -> children.put(name, file));
    }
  }

  private static <T> T await(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      if (e.getCause() instanceof RuntimeException known) throw known;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Optional<BackedUp> file(Path path) throws IOException, SQLException {
    LocalMetadata metadata;
    InputStream contents;
    try {
      metadata = LocalMetadata.of(path);
      contents = Files.newInputStream(path);
    } catch (IOException e) {
      commentary.skipFile("permission denied on file '" + path + "'");
      return Optional.empty();
    }
    try (contents) {
      return Optional.of(new BackedUp("filenode", capOf(path, metadata, contents), metadata));
    }
  }

  private String capOf(Path path, LocalMetadata metadata, InputStream contents)
      throws IOException, SQLException {
    Optional<Known> known = database.file(path, metadata, trustTimes);
    if (known.isPresent() && isGood(known.get())) {
      if (known.get().checkDue()) database.fileChecked(known.get().cap());
      commentary.say("skipping '" + path + "'..");
      commentary.file(false);
      return known.get().cap();
    }
    commentary.say("uploading '" + path + "'..");
    String cap = grid.store(contents, metadata.size());
    database.fileStored(path, metadata, cap);
    commentary.say(" " + path + " -> " + cap);
    commentary.file(true);
    return cap;
  }

  private String capOf(Path directory, SortedMap<String, BackedUp> children)
      throws IOException, SQLException {
    String hash = BackedUp.hashOf(children);
    Optional<Known> known = database.directory(hash);
    if (known.isPresent() && isGood(known.get())) {
      if (known.get().checkDue()) database.directoryStored(hash, known.get().cap());
      commentary.say(" re-using old directory for '" + directory + "'");
      commentary.directory(false);
      return known.get().cap();
    }
    commentary.say(" creating directory for '" + directory + "'");
    String cap = grid.makeDirectory(children);
    if (!cap.startsWith("URI:")) throw CommandFailure.failed("the gateway made no directory");
    database.directoryStored(hash, cap);
    commentary.directory(true);
    return cap;
  }

  private boolean isGood(Known known) throws IOException {
    if (!known.checkDue()) return true;
    commentary.say("checking '" + known.cap() + "'");
    commentary.check();
    return grid.isHealthy(known.cap());
  }
}
