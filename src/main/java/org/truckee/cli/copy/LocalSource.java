package org.truckee.cli.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.local.LocalFile;

/** A file of this machine. */
record LocalSource(Path path, OptionalLong size, OptionalLong changed) implements FileSource {
  static LocalSource of(Path path) throws IOException {
    boolean plain = Files.isRegularFile(path);
    return new LocalSource(
        path, plain ? OptionalLong.of(Files.size(path)) : OptionalLong.empty(), changed(path));
  }

  /** Returns whether its owner may run it. */
  boolean isExecutable() throws IOException {
    return LocalFile.isExecutable(path);
  }

  private static OptionalLong changed(Path path) throws IOException {
    return OptionalLong.of(Files.getLastModifiedTime(path).to(TimeUnit.MICROSECONDS));
  }
}
