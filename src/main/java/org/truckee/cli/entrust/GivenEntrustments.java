package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truckee.platform.KeptLines;
import org.truckee.platform.OwnerFiles;

/** The owner's notes of all entrustments: {@code private/given_entrustments}. Blocks. */
final class GivenEntrustments {
  private final Path file;
  private final Map<String, GivenEntrustment> given = new LinkedHashMap<>();

  /** Those of the node at {@code directory}. */
  GivenEntrustments(Path directory) throws IOException {
    this.file = directory.resolve("private").resolve("given_entrustments");
    read();
  }

  private void read() throws IOException {
    given.clear();
    KeptLines.read(file, this::take);
  }

  private void take(String line) {
    try {
      GivenEntrustment one = GivenEntrustment.parse(line);
      given.put(one.name(), one);
    } catch (DateTimeException | NoSuchElementException e) {
      throw new IllegalArgumentException("it tells of no entrustment", e);
    }
  }

  /** All of them, in the order in which they were first made. */
  List<GivenEntrustment> all() {
    return List.copyOf(given.values());
  }

  /** The one of that name. */
  Optional<GivenEntrustment> find(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** A change of one note. */
  interface Change {
    /** The note that takes the place of {@code now}; none, if it is to be forgotten. */
    Optional<GivenEntrustment> of(Optional<GivenEntrustment> now) throws IOException;
  }

  /**
   * Changes the note of that name, as it is now: another command may have changed it meanwhile, and
   * one that changes any of them waits.
   */
  void change(String name, Change change) throws IOException {
    OwnerFiles.directories(file.getParent());
    alone(
        file.resolveSibling(file.getFileName() + ".lock"),
        () -> {
          read();
          change
              .of(find(name))
              .ifPresentOrElse(one -> given.put(name, one), () -> given.remove(name));
          OwnerFiles.replace(file, text());
        });
  }

  private String text() {
    return given.values().stream().map(one -> one.line() + "\n").collect(Collectors.joining());
  }

  /** A step that no other process takes meanwhile. */
  private interface Step {
    void run() throws IOException;
  }

  /** The system counts all locks of a process as one, so that its threads wait for each other. */
  private static synchronized void alone(Path lock, Step step) throws IOException {
    try (FileChannel channel =
        OwnerFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      step.run();
    }
  }
}
