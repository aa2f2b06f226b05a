package org.truckee.cli.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;

/** A file of this machine that something of the grid is written to. */
public final class LocalFile {
  private LocalFile() {}

  /**
   * Writes all of {@code in}, {@code size} bytes or, if that is negative, any number, to {@code
   * path}. What breaks off on the way is not left behind, and leaves what was there before.
   */
  public static void save(InputStream in, Path path, long size, Progress progress)
      throws IOException {
    Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    Path directory = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory))
      throw CommandFailure.failed("there is no directory " + directory);
    if (Files.exists(target) && !Files.isRegularFile(target)) overwrite(in, target, size, progress);
    else replace(in, target, part(directory, target), size, progress);
  }

  private static Path part(Path directory, Path target) {
    String name =
        ".%s.%d-%d.part"
            .formatted(
                target.getFileName(),
                ProcessHandle.current().pid(),
                Thread.currentThread().getId());
    return directory.resolve(name);
  }

  /** Devices and pipes are written to; a directory refuses it. */
  private static void overwrite(InputStream in, Path target, long size, Progress progress)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      copy(in, out, size, progress);
    }
  }

  private static void replace(InputStream in, Path target, Path part, long size, Progress progress)
      throws IOException {
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        copy(in, out, size, progress);
      }
      if (Files.exists(target))
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Copies all of {@code in}, and fails if it breaks off. */
  public static void copy(InputStream in, OutputStream out, long size, Progress progress)
      throws IOException {
    long came;
    try {
      came = WebApi.copy(in, out, progress);
    } catch (IOException e) {
      throw CommandFailure.failed("the file broke off: " + e.getMessage());
    }
    out.flush();
    if (size >= 0 && came != size)
      throw CommandFailure.failed("the file broke off: " + came + " of " + size + " bytes came");
  }
}
