package org.truckee.node.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.truckee.FailureText;

/**
 * A directory for a while: it is removed with its contents when it is closed, and when a signal
 * ends the process (INT, TERM), after all that this process has started.
 */
final class ScratchDirectory implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  private final Path path;
  private final Thread atExit = new Thread(this::removeAtExit, "scratch directory");
  private volatile Runnable users = () -> {};

  private ScratchDirectory(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * A new directory in {@code parent}, which is made if it is missing; or among temporary files.
   */
  static ScratchDirectory in(Optional<Path> parent, String prefix) throws IOException {
    return new ScratchDirectory(
        parent.isPresent()
            ? Files.createTempDirectory(Files.createDirectories(parent.get()), prefix)
            : Files.createTempDirectory(prefix));
  }

  /** The path of the directory. */
  Path path() {
    return path;
  }

  /** Sets the step that ends its writers, for a signal that ends the process. */
  void endFirst(Runnable ending) {
    users = ending;
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    remove();
  }

  /**
   * Removes the directory; the thread that was at work goes on for a moment, and may make a file in
   * between.
   */
  private void removeAtExit() {
    users.run();
    ProcessHandle.current().descendants().forEach(ScratchDirectory::end);
    for (int attempt = 1; attempt <= ATTEMPTS && Files.exists(path); attempt++) {
      try {
        remove();
      } catch (IOException e) {
        if (attempt == ATTEMPTS)
          System.err.println(path + " can't be removed: " + FailureText.sentence(e));
      }
    }
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void remove() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
