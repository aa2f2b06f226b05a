package org.truckee.cli.copy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.gateway.ResumedDownload;
import org.truckee.cli.local.LocalFile;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Quoting;

/**
 * A directory of this machine. Names come from the grid, where anybody may have chosen them: none
 * leads out of the directory. A file gets the time of change that the grid knows, so that the file
 * is known again.
 */
final class LocalDirectory implements TargetDirectory {
  private final CopyRun run;
  private final Path path;

  /** The directory at {@code path}. */
  LocalDirectory(CopyRun run, Path path) {
    this.run = run;
    this.path = path;
  }

  @Override
  public LocalDirectory directory(String name) throws IOException {
    Path child = child(name);
    if (Files.exists(child) && !Files.isDirectory(child))
      throw CommandFailure.failed(child + " is in the way: it is no directory");
    return new LocalDirectory(run, Files.createDirectories(child));
  }

  @Override
  public boolean holds(String name, FileSource file) throws IOException {
    Path child = child(name);
    if (run.options().capsOnly() || file.changed().isEmpty() || file.size().isEmpty()) return false;
    return Files.isRegularFile(child) && LocalSource.of(child).equals(same(child, file));
  }

  private static LocalSource same(Path child, FileSource file) {
    return new LocalSource(child, file.size(), file.changed());
  }

  @Override
  public void put(String name, FileSource file, Progress progress) throws IOException {
    write(run, file, child(name), progress);
  }

  @Override
  public void finish() {}

  /** Writes the contents of {@code file}, or only its capability, to {@code target}. */
  static void write(CopyRun run, FileSource file, Path target, Progress progress)
      throws IOException {
    if (file instanceof LocalSource local) {
      try (InputStream in = Files.newInputStream(local.path())) {
        LocalFile.save(in, target, progress);
      }
    } else if (file instanceof GridSource grid && run.options().capsOnly()) {
      byte[] cap = grid.readCap().getBytes(StandardCharsets.UTF_8);
      LocalFile.save(new ByteArrayInputStream(cap), target, progress);
    } else if (file instanceof GridSource grid) {
      try (InputStream in = ResumedDownload.of(run.api(), grid.url())) {
        LocalFile.save(in, target, progress);
      }
      if (grid.node().isExecutable()) LocalFile.makeExecutable(target);
      setChanged(target, file.changed());
    }
  }

  private static void setChanged(Path target, OptionalLong micros) throws IOException {
    if (micros.isPresent() && Files.isRegularFile(target))
      Files.setLastModifiedTime(target, FileTime.from(micros.getAsLong(), TimeUnit.MICROSECONDS));
  }

  private Path child(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.contains("/")
        || name.indexOf('\0') >= 0)
      throw CommandFailure.failed("no file here can be called " + Quoting.quoted(name));
    return path.resolve(name);
  }
}
