package org.truckee.cli.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;

/** A file of this machine that something of the grid is written to. */
public final class LocalFile {
  private LocalFile() {}

  /**
   * Writes all of {@code in} to {@code path}. What breaks off on the way is not left behind, and
   * leaves what was there before.
   */
  public static void save(InputStream in, Path path, Progress progress) throws IOException {
    Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    Path directory = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory))
      throw CommandFailure.failed("there is no directory " + directory);
    if (Files.exists(target) && !Files.isRegularFile(target)) overwrite(in, target, progress);
    else replace(in, target, directory, progress);
  }

  /** Devices and pipes are written to; a directory refuses it. */
  private static void overwrite(InputStream in, Path target, Progress progress) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      WebApi.copy(in, out, progress);
    }
  }

  private static void replace(InputStream in, Path target, Path directory, Progress progress)
      throws IOException {
    try (PartFile part = PartFile.in(directory)) {
      try (OutputStream out = part.open()) {
        WebApi.copy(in, out, progress);
      }
      if (Files.exists(target))
        Files.setPosixFilePermissions(part.path(), Files.getPosixFilePermissions(target));
      Files.move(part.path(), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether the owner of {@code path} may run it. */
  static boolean isExecutable(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Lets all run {@code path} who may read it. */
  static void makeExecutable(Path path) throws IOException {
    if (!Files.isRegularFile(path)) return;
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
    if (rights.contains(PosixFilePermission.OWNER_READ))
      rights.add(PosixFilePermission.OWNER_EXECUTE);
    if (rights.contains(PosixFilePermission.GROUP_READ))
      rights.add(PosixFilePermission.GROUP_EXECUTE);
    if (rights.contains(PosixFilePermission.OTHERS_READ))
      rights.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(path, rights);
  }
}
