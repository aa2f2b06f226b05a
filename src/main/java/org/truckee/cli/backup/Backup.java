package org.truckee.cli.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.truckee.cli.local.LocalContents;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;

/**
 * Backs up a directory from its leaves up: a file that is known as unchanged is used again, the
 * rest is stored, the files of a directory several at a time. A thing that can't be read, named or
 * stored is left out and named, and the rest goes on; only a gateway that does not answer ends the
 * backup.
 */
final class Backup {
  private final BackupGateway grid;
  private final Remembered remembered;
  private final Exclusions exclusions;
  private final Commentary commentary;
  private final ExecutorService workers;

  /** Backs up everything but the {@code exclusions}. */
  Backup(
      BackupGateway grid,
      Remembered remembered,
      Exclusions exclusions,
      Commentary commentary,
      ExecutorService workers) {
    this.grid = grid;
    this.remembered = remembered;
    this.exclusions = exclusions;
    this.commentary = commentary;
    this.workers = workers;
  }

  /** Backs up {@code directory}; empty if it can't be read, or can't be stored. */
  Optional<BackedUp> directory(Path directory) {
    try {
      LocalMetadata metadata = LocalMetadata.of(directory);
      SortedMap<String, Path> contents = exclusions.contents(directory, this::leaveOut);
      SortedMap<String, BackedUp> children = new TreeMap<>();
      for (Map.Entry<String, Path> child : contents.entrySet())
        if (isDirectory(child.getValue()))
          directory(child.getValue()).ifPresent(stored -> children.put(child.getKey(), stored));
      addFiles(contents, children);
      return Optional.of(new BackedUp("dirnode", capOf(directory, children), metadata));
    } catch (IOException | CommandFailure e) {
      commentary.skipDirectory(reason("directory", directory, e));
      return Optional.empty();
    }
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void leaveOut(Path path, String why) {
    if (isDirectory(path))
      commentary.skipDirectory("cannot backup directory '" + path + "': " + why);
    else commentary.skipFile("cannot backup file '" + path + "': " + why);
  }

  private static String reason(String kind, Path path, Exception failure) {
    if (failure instanceof AccessDeniedException)
      return "permission denied on " + kind + " '" + path + "'";
    return "cannot backup " + kind + " '" + path + "': " + LeftOut.reason(failure);
  }

  private void addFiles(SortedMap<String, Path> contents, SortedMap<String, BackedUp> children)
      throws IOException {
    List<String> names = new ArrayList<>();
    List<Future<Optional<BackedUp>>> started = new ArrayList<>();
    for (Map.Entry<String, Path> child : contents.entrySet()) {
      Path path = child.getValue();
      if (isDirectory(path)) continue;
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        names.add(child.getKey());
        started.add(workers.submit(() -> file(path)));
      } else {
        String kind = Files.isSymbolicLink(path) ? "symlink" : "special";
        commentary.skipFile("cannot backup " + kind + " '" + path + "'");
      }
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      await(started.get(i)).ifPresent(file -> children.put(name, file));
    }
  }

  private static <T> T await(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Optional<BackedUp> file(Path path) {
    try {
      LocalMetadata metadata = LocalMetadata.of(path);
      return Optional.of(new BackedUp("filenode", capOf(path, metadata), metadata));
    } catch (IOException | CommandFailure e) {
      commentary.skipFile(reason("file", path, e));
      return Optional.empty();
    }
  }

  private String capOf(Path path, LocalMetadata metadata) throws IOException {
    Optional<String> known = remembered.file(path, metadata.state());
    if (known.isPresent()) {
      commentary.say("skipping '" + path + "'..");
      commentary.file(false);
      return known.get();
    }
    commentary.say("uploading '" + path + "'..");
    String cap = store(path, metadata);
    commentary.say(" " + path + " -> " + cap);
    commentary.file(true);
    return cap;
  }

  private String store(Path path, LocalMetadata metadata) throws IOException {
    try (LocalContents contents = LocalContents.open(path)) {
      String cap = grid.store(contents.in());
      contents.strictDoubt().ifPresent(why -> commentary.doubt("file '" + path + "': " + why));
      if (contents.isSettled(metadata.state())) remembered.fileStored(path, metadata.state(), cap);
      else remembered.forget(path);
      return cap;
    }
  }

  private String capOf(Path directory, SortedMap<String, BackedUp> children) throws IOException {
    String hash = BackedUp.hashOf(children);
    Optional<String> known = remembered.directory(hash);
    if (known.isPresent()) {
      commentary.say(" re-using old directory for '" + directory + "'");
      commentary.directory(false);
      return known.get();
    }
    commentary.say(" creating directory for '" + directory + "'");
    String cap = grid.makeDirectory(children);
    remembered.directoryStored(hash, cap);
    commentary.directory(true);
    return cap;
  }
}
