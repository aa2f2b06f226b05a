package org.truckee.introducer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.truckee.platform.KeptLines;
import org.truckee.platform.OwnerFiles;

/**
 * The file of an introducer: one line for each announcement, in the order in which they came. It
 * only grows, until it is written anew with the announcements that still count. A line that a power
 * cut tore off is left out. Not thread-safe; blocks.
 */
final class AnnouncementFile {
  /** The outdated bytes at which the file is written anew. */
  private static final long MOST_OUTDATED = 1 << 20;

  private final Path file;
  private boolean ragged;
  private boolean failed;

  AnnouncementFile(Path file) {
    this.file = file;
  }

  /** Hands every line to {@code reader}, which throws if one is of no use. */
  void read(Consumer<String> reader) throws IOException {
    OwnerFiles.directories(file.getParent());
    KeptLines.read(file, reader);
    ragged = Files.exists(file) && Files.size(file) > 0;
  }

  /** Adds {@code line}; afterwards it is on the disk itself. */
  void append(String line) throws IOException {
    failed = true;
    try (FileChannel channel =
        OwnerFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      OwnerFiles.fill(channel, file, (ragged ? "\n" : "") + line + "\n");
      channel.force(false);
    }
    failed = false;
    ragged = false;
  }

  /**
   * Returns whether the file is to be written anew when the announcements that count have {@code
   * size} bytes: most of its lines are outdated, or an announcement that counts is missing.
   */
  boolean isOutdated(long size) throws IOException {
    return failed || (Files.exists(file) && Files.size(file) > 2 * size + MOST_OUTDATED);
  }

  /** Writes {@code counting} in place of all that there is. */
  void rewrite(List<String> counting) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    failed = true;
    OwnerFiles.write(next, "");
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.APPEND)) {
      for (String line : counting) OwnerFiles.fill(channel, file, line + "\n");
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
    failed = false;
    ragged = false;
  }
}
