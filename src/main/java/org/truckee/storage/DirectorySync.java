package org.truckee.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what happened in a directory last: names that appeared or went are on the disk when its
 * sync returns.
 */
final class DirectorySync {
  private final boolean durable;

  DirectorySync(boolean durable) {
    this.durable = durable;
  }

  /** Makes the entries of {@code directory} last. */
  void sync(Path directory) throws IOException {
    if (!durable) return;
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Makes {@code directory} and those above it that are missing, down from {@code root}, and
   * returns those that got a new entry: they are to be synced.
   */
  List<Path> make(Path root, Path directory) throws IOException {
    if (Files.isDirectory(directory)) return List.of();
    List<Path> grown = new ArrayList<>();
    if (!directory.equals(root)) grown.addAll(make(root, directory.getParent()));
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      // Whoever makes it may not have synced it yet.
    }
    grown.add(directory.getParent());
    return grown;
  }

  /** As {@link #make}, so that the new directories last. */
  void create(Path root, Path directory) throws IOException {
    for (Path grown : make(root, directory)) sync(grown);
  }
}
