package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.platform.OwnerFiles;

/**
 * Makes the changes of a directory last: names that appeared or went are on the disk when its sync
 * returns. Directories that may not last yet are known to all users: each syncs them before it
 * acknowledges a file there. Thread-safe.
 */
public final class DirectorySync {
  /** Brings the entries of a directory to the disk. */
  interface Disk {
    /** Returns when they are there. */
    void sync(Path directory) throws IOException;
  }

  private final Path root;
  private final Disk disk;
  private final Set<Path> fresh = ConcurrentHashMap.newKeySet();

  /** A sync of the directories below {@code root}, which is there. */
  DirectorySync(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /** The same; unless it is {@code durable}, a change may be lost with the power. */
  static DirectorySync below(Path root, boolean durable) {
    return new DirectorySync(root, durable ? DirectorySync::force : directory -> {});
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes the entries of {@code directory} last. */
  public void sync(Path directory) throws IOException {
    disk.sync(directory);
  }

  /**
   * Makes {@code directory} and those above it that are missing, and returns those that may not
   * last yet, made by anybody: they are to be {@link #settle settled}.
   */
  List<Path> make(Path directory) throws IOException {
    List<Path> unsettled = new ArrayList<>();
    if (!directory.equals(root)) make(directory, unsettled);
    return unsettled;
  }

  private void make(Path directory, List<Path> unsettled) throws IOException {
    if (!directory.getParent().equals(root)) make(directory.getParent(), unsettled);
    if (!Files.isDirectory(directory)) {
      // First of all: a reader that sees the directory must see that it may not last.
      fresh.add(directory);
      create(directory);
    }
    if (fresh.contains(directory)) unsettled.add(directory);
  }

  private static void create(Path directory) throws IOException {
    try {
      OwnerFiles.directory(directory);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      // Its maker may have settled it already, or not: it is settled once more.
    }
  }

  /** Makes {@code directories} last. */
  void settle(List<Path> directories) throws IOException {
    for (Path directory : directories) {
      sync(directory.getParent());
      fresh.remove(directory);
    }
  }

  /** As {@link #make}, so that the new directories last. */
  public void createLasting(Path directory) throws IOException {
    settle(make(directory));
  }
}
