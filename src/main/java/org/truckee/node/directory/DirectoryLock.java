package org.truckee.node.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.truckee.FailureText;
import org.truckee.platform.OwnerFiles;

/**
 * The right to work in a directory, which one node of one process has at a time. The system gives
 * it back at any end of the process. The file {@code truckee.lock} holds the number of the process;
 * its first byte is locked for as long as the right lasts, and its second byte as soon as the
 * number is written, so that the number of an earlier process never counts. Blocks.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "truckee.lock";
  private static final long RIGHT = 0;
  private static final long NUMBER = 1;
  private static final long TAKE_MILLIS = 500;
  private static final long LOOK_MILLIS = 20;
  private static final int LONGEST = 8192;

  /**
   * The directories whose right this process has. To the system all locks of a process are one:
   * closing any channel on a locked file would give the right back.
   */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path directory;
  private final FileChannel file;

  /**
   * The holder of the right to work in a directory.
   *
   * @param pid the number of the process, if it is written already
   * @param grid the directory of the grid that the node is a part of, if it is one
   */
  record Holder(Optional<Long> pid, Optional<Path> grid) {}

  private DirectoryLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Takes the right to work in {@code directory}, for a node of the grid in {@code grid} if that is
   * given; empty if another holder has it.
   */
  public static Optional<DirectoryLock> take(Path directory, Optional<Path> grid)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TAKE_MILLIS);
    Optional<DirectoryLock> taken = takeNow(directory.toRealPath(), grid);
    // Somebody who only looks has it for a moment.
    while (taken.isEmpty() && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      pause();
      taken = takeNow(directory.toRealPath(), grid);
    }
    return taken;
  }

  private static Optional<DirectoryLock> takeNow(Path directory, Optional<Path> grid)
      throws IOException {
    synchronized (OURS) {
      if (OURS.contains(directory)) return Optional.empty();
      FileChannel file =
          OwnerFiles.open(
              directory.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        if (file.tryLock(RIGHT, 1, false) == null) {
          file.close();
          return Optional.empty();
        }
        write(file, grid);
        file.lock(NUMBER, 1, false);
      } catch (IOException e) {
        file.close();
        throw new IOException(
            directory.resolve(FILE) + " can't be locked: " + FailureText.sentence(e), e);
      }
      OURS.add(directory);
      return Optional.of(new DirectoryLock(directory, file));
    }
  }

  private static void write(FileChannel file, Optional<Path> grid) throws IOException {
    String text = ProcessHandle.current().pid() + "\n" + grid.map(path -> path + "\n").orElse("");
    file.truncate(0);
    file.write(StandardCharsets.UTF_8.encode(text), 0);
  }

  /** The process that works in {@code directory} now; touches nothing there. */
  public static Optional<Holder> holder(Path directory) throws IOException {
    if (Files.notExists(directory.resolve(FILE))) return Optional.empty();
    synchronized (OURS) {
      if (OURS.contains(directory.toRealPath()))
        return Optional.of(
            new Holder(Optional.of(ProcessHandle.current().pid()), Optional.empty()));
      return look(directory.resolve(FILE));
    }
  }

  private static Optional<Holder> look(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return isFree(file, RIGHT) ? Optional.empty() : Optional.of(read(file));
    }
  }

  private static Holder read(FileChannel file) throws IOException {
    if (isFree(file, NUMBER)) return new Holder(Optional.empty(), Optional.empty());
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    file.read(bytes, 0);
    List<String> lines = StandardCharsets.UTF_8.decode(bytes.flip()).toString().lines().toList();
    if (lines.isEmpty() || !lines.get(0).matches("[0-9]{1,18}"))
      return new Holder(Optional.empty(), Optional.empty());
    return new Holder(
        Optional.of(Long.parseLong(lines.get(0))),
        lines.stream().skip(1).findFirst().map(Path::of));
  }

  private static boolean isFree(FileChannel file, long what) throws IOException {
    try (FileLock lock = file.tryLock(what, 1, true)) {
      return lock != null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the right back. */
  @Override
  public void close() {
    synchronized (OURS) {
      OURS.remove(directory);
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(directory.toString(), e);
      }
    }
  }
}
