package org.truckee.cli.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.cli.session.Progress;

/** A path of this machine as a target. */
record LocalTarget(CopyRun run, Path path, boolean endsWithSlash) implements CopyTarget {
  @Override
  public Kind kind() {
    if (Files.isDirectory(path)) return Kind.DIRECTORY;
    return Files.exists(path) ? Kind.FILE : Kind.MISSING;
  }

  @Override
  public void write(FileSource file, Progress progress) throws IOException {
    LocalDirectory.write(run, file, path, progress);
  }

  @Override
  public TargetDirectory directory() throws IOException {
    return new LocalDirectory(run, Files.createDirectories(path));
  }
}
