package org.truckee.cli.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file that is written under a short name of its own until it is whole. Closing removes it,
 * unless it was moved away, and so does a signal that ends the process (INT, TERM).
 */
final class PartFile implements Closeable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PartFile::removeAll, "part files"));
  }

  private final Path path;

  private PartFile(Path path) {
    this.path = path;
  }

  /** A new part file in {@code directory}; it is made when it is opened. */
  static PartFile in(Path directory) {
    long process = ProcessHandle.current().pid();
    return new PartFile(
        directory.resolve(".truckee-%d-%d.part".formatted(process, NUMBER.incrementAndGet())));
  }

  /** Makes the file; no file or link of its name may be there. */
  FileChannel open() throws IOException {
    OPEN.add(path);
    try {
      return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      OPEN.remove(path); // What is there is somebody else's.
      throw e;
    }
  }

  /** Makes the file of the part that an earlier one left at {@code kept}, or else anew. */
  FileChannel reopen(Path kept) throws IOException {
    if (!Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)) return open();
    OPEN.add(path);
    try {
      Files.move(kept, path);
    } catch (NoSuchFileException taken) {
      return open();
    }
    return FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Gives the file its final name, or the one under which a later download goes on. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    OPEN.remove(path);
  }

  /** The present path. */
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (OPEN.remove(path)) Files.deleteIfExists(path);
  }

  /** Removes the part files that are open. */
  static void removeAll() {
    for (Path path : OPEN) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        System.err.println("can't be removed: " + path);
      }
    }
  }
}
