package org.truckee.introducer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.truckee.OwnerFiles;

/**
 * The file of an introducer: one line for each announcement, in the order in which they came. It
 * only grows, until it is written anew with what still counts. A line that a power cut tore off is
 * left out. Not thread-safe; blocks.
 */
final class AnnouncementFile {
  /** Lines that need not count any more before the file is written anew. */
  private static final int MOST_OUTDATED = 1_000;

  private final Path file;
  private long lines;
  private boolean torn;

  AnnouncementFile(Path file) {
    this.file = file;
  }

  /** Hands every whole line to {@code reader}. */
  void read(Consumer<String> reader) throws IOException {
    OwnerFiles.directories(file.getParent());
    if (!Files.exists(file)) return;
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    torn = end < text.length();
    List<String> whole = text.substring(0, end).lines().toList();
    lines = whole.size();
    whole.forEach(reader);
  }

  /** Adds {@code line}; afterwards it is on the disk itself. */
  void append(String line) throws IOException {
    if (!Files.exists(file)) OwnerFiles.replace(file, "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      write(channel, (torn ? "\n" : "") + line + "\n");
    }
    torn = false;
    lines++;
  }

  /** Whether most lines do not count any more, when {@code counting} do. */
  boolean isMostlyOutdated(long counting) {
    return lines > 2 * counting + MOST_OUTDATED;
  }

  /** Writes {@code counting} in place of all that there is. */
  void rewrite(List<String> counting) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    OwnerFiles.replace(next, "");
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.APPEND)) {
      for (String line : counting)
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
    lines = counting.size();
    torn = false;
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) channel.write(bytes);
    channel.force(false);
  }
}
