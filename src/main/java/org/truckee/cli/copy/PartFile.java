package org.truckee.cli.copy;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file that is written under a short name of its own until it is whole. It is removed when it is
 * closed, unless it was moved away, and when the process is told to end (INT, TERM).
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

  /** A new one in {@code directory}; it is made when it is opened. */
  static PartFile in(Path directory) {
    long process = ProcessHandle.current().pid();
    return new PartFile(
        directory.resolve(".truckee-%d-%d.part".formatted(process, NUMBER.incrementAndGet())));
  }

  /** Its name for now. */
  Path path() {
    return path;
  }

  /** Makes it; a file or link of its name must not be there. */
  OutputStream open() throws IOException {
    OPEN.add(path);
    return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    if (OPEN.remove(path)) Files.deleteIfExists(path);
  }

  /** Removes those that are open. */
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
