package org.truckee.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import org.truckee.FailureText;
import org.truckee.cli.gateway.BrokenConnection;
import org.truckee.cli.gateway.ResumedDownload;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;

/** A file of this machine that contents of the grid are written to. */
public final class LocalFile {
  private LocalFile() {}

  /**
   * Writes all of {@code in} to {@code path}. A file that breaks off on the way is not left behind,
   * and leaves an earlier one as it was.
   */
  public static void save(InputStream in, Path path, Progress progress) throws IOException {
    Destination target = Destination.of(path);
    if (target.isSpecial()) overwrite(in, target.path(), progress);
    else replace(in, target, progress);
  }

  /** The place where a file is written, behind any link that leads there. */
  private record Destination(Path path, Path directory) {
    static Destination of(Path path) throws IOException {
      Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
      Path directory = target.toAbsolutePath().getParent();
      if (directory == null || Files.isDirectory(target))
        throw CommandFailure.failed(path + " is a directory");
      if (!Files.isDirectory(directory))
        throw CommandFailure.failed("there is no directory " + directory);
      return new Destination(target, directory);
    }

    boolean isSpecial() {
      return Files.exists(path) && !Files.isRegularFile(path);
    }
  }

  /** Writes to a device or a pipe. */
  private static void overwrite(InputStream in, Path target, Progress progress) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      WebApi.copy(in, out, progress);
    }
  }

  private static void replace(InputStream in, Destination target, Progress progress)
      throws IOException {
    try (PartFile part = PartFile.in(target.directory())) {
      try (FileChannel channel = part.open();
          OutputStream out = new SparseOutput(channel)) {
        WebApi.copy(in, out, progress);
      }
      finish(part, target.path());
    }
  }

  /**
   * Writes all of {@code download} to {@code path}, and goes on where an earlier download of the
   * same contents broke off; a part that came is kept for a later one if this one breaks off too.
   */
  public static void save(ResumedDownload download, Path path, Progress progress)
      throws IOException {
    Destination target = Destination.of(path);
    if (download.tag().isEmpty() || target.isSpecial()) {
      save((InputStream) download, path, progress);
      return;
    }
    Path kept = kept(target, download.tag().get());
    try (PartFile part = PartFile.in(target.directory());
        FileChannel channel = part.reopen(kept)) {
      long there = Math.min(channel.size(), download.size());
      channel.truncate(there);
      if (there > 0) {
        download.skipTo(there);
        progress.advance(there);
      }
      write(download, part, channel, kept, progress);
      finish(part, target.path());
    }
  }

  private static void write(
      ResumedDownload download, PartFile part, FileChannel channel, Path kept, Progress progress)
      throws IOException {
    try (OutputStream out = new SparseOutput(channel)) {
      WebApi.copy(download, out, progress);
    } catch (BrokenConnection broken) {
      if (channel.size() == 0) throw broken;
      channel.force(true);
      part.moveTo(kept);
      throw CommandFailure.failed(
          FailureText.sentence(broken)
              + ". "
              + kept
              + " holds what came: the same command goes on there");
    }
  }

  /** A short name, the same each time for the same contents and file. */
  private static Path kept(Destination target, String tag) {
    byte[] key = (target.path().getFileName() + "\0" + tag).getBytes(StandardCharsets.UTF_8);
    String name = UUID.nameUUIDFromBytes(key).toString().replace("-", "");
    return target.directory().resolve(".truckee-" + name + ".part");
  }

  private static void finish(PartFile part, Path target) throws IOException {
    if (Files.exists(target))
      Files.setPosixFilePermissions(part.path(), Files.getPosixFilePermissions(target));
    part.moveTo(target);
  }

  /** Returns whether the owner of {@code path} may run it. */
  public static boolean isExecutable(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Lets everybody run {@code path} who may read it. */
  public static void makeExecutable(Path path) throws IOException {
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
