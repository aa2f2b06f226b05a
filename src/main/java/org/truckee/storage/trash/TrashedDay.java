package org.truckee.storage.trash;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import org.truckee.storage.container.ImmutableContainer;

/** The shares in the trash that went on {@code date}, and the bytes that they take. */
public record TrashedDay(LocalDate date, long shares, long bytes) {
  /** Counts what is in {@code directory}; files that go meanwhile count or not. */
  static TrashedDay of(LocalDate date, Path directory) throws IOException {
    Count count = new Count();
    Files.walkFileTree(directory, count);
    return new TrashedDay(date, count.shares, count.bytes);
  }

  private static final class Count extends SimpleFileVisitor<Path> {
    private long shares;
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      shares++;
      bytes += ImmutableContainer.size(file, attributes.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
