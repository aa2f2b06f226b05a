package org.truckee.cli.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.Progress;

/** A path of this machine that is copied to. */
record LocalTarget(WebApi api, Path path, boolean endsWithSlash, boolean capsOnly)
    implements Target {
  @Override
  public Kind kind() {
    if (Files.isDirectory(path)) return Kind.DIRECTORY;
    return Files.exists(path) ? Kind.FILE : Kind.MISSING;
  }

  @Override
  public void write(FileSource file, Progress progress) throws IOException {
    LocalDirectory.write(api, file, path, capsOnly, progress);
  }

  @Override
  public TargetDirectory directory() throws IOException {
    return new LocalDirectory(api, Files.createDirectories(path), capsOnly);
  }
}
