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
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Quoting;

/**
 * A directory of this machine. Names come from the grid, where anybody may have chosen them: none
 * leads out of the directory. A file gets the time of change that the grid knows, so that it is
 * known again.
 */
final class LocalDirectory implements TargetDirectory {
  private final WebApi api;
  private final Path path;
  private final boolean capsOnly;

  /** The directory at {@code path}; with {@code capsOnly}, capabilities are written, not files. */
  LocalDirectory(WebApi api, Path path, boolean capsOnly) {
    this.api = api;
    this.path = path;
    this.capsOnly = capsOnly;
  }

  @Override
  public LocalDirectory directory(String name) throws IOException {
    Path child = child(name);
    if (Files.exists(child) && !Files.isDirectory(child))
      throw CommandFailure.failed(child + " is in the way: it is no directory");
    return new LocalDirectory(api, Files.createDirectories(child), capsOnly);
  }

  @Override
  public boolean holds(String name, FileSource file) throws IOException {
    Path child = child(name);
    if (capsOnly || file.changed().isEmpty() || file.size().isEmpty()) return false;
    return Files.isRegularFile(child) && LocalSource.of(child).equals(same(child, file));
  }

  private static LocalSource same(Path child, FileSource file) {
    return new LocalSource(child, file.size(), file.changed());
  }

  @Override
  public void put(String name, FileSource file, Progress progress) throws IOException {
    write(api, file, child(name), capsOnly, progress);
  }

  @Override
  public void finish() {}

  /** Writes the contents of {@code file}, or with {@code capsOnly} its capability, to a file. */
  static void write(WebApi api, FileSource file, Path target, boolean capsOnly, Progress progress)
      throws IOException {
    if (file instanceof LocalSource local) {
      try (InputStream in = Files.newInputStream(local.path())) {
        LocalFile.save(in, target, -1, progress);
      }
    } else if (file instanceof GridSource grid && capsOnly) {
      byte[] cap = grid.readCap().getBytes(StandardCharsets.UTF_8);
      LocalFile.save(new ByteArrayInputStream(cap), target, cap.length, progress);
    } else if (file instanceof GridSource grid) {
      Reply reply = api.get(grid.url());
      try (InputStream in = reply.body()) {
        LocalFile.save(in, target, reply.size(), progress);
      }
      setChanged(target, file.changed());
    }
  }

  private static void setChanged(Path target, OptionalLong micros) throws IOException {
    if (micros.isPresent() && Files.isRegularFile(target))
      Files.setLastModifiedTime(target, FileTime.from(micros.getAsLong(), TimeUnit.MICROSECONDS));
  }

  private Path child(String name) {
    if (name.equals(".") || name.equals("..") || name.contains("/") || name.indexOf('\0') >= 0)
      throw CommandFailure.failed("no file here can be called " + Quoting.quoted(name));
    return path.resolve(name);
  }
}
