package org.truckee.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.truckee.FailureText;

/**
 * Files and directories that only their owner may open, whatever the umask is. Every file of a node
 * is made by this class, since most of them hold a secret or lead to one. On a file system without
 * such permissions the files are made as usual. Blocks.
 */
public final class OwnerFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private OwnerFiles() {}

  /** Makes {@code directory}, and the missing ones above it; leaves alone those that are there. */
  public static Path directories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) return directory;
    return Files.createDirectories(directory, attributes(directory, DIRECTORY));
  }

  /** Makes {@code directory}; fails if something is there. */
  public static Path directory(Path directory) throws IOException {
    return Files.createDirectory(directory, attributes(directory, DIRECTORY));
  }

  /** Opens {@code file}, and makes it if {@code options} say so. */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), attributes(file, FILE));
  }

  /** Makes {@code file}, empty, unless it is there. */
  public static void make(Path file) throws IOException {
    open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
  }

  /** Writes {@code text} to {@code file}, in place of its contents. */
  public static void write(Path file, String text) throws IOException {
    write(file, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes {@code text} at the end of {@code file}. */
  public static void append(Path file, String text) throws IOException {
    write(file, text, StandardOpenOption.APPEND);
  }

  private static void write(Path file, String text, OpenOption how) throws IOException {
    try (FileChannel channel =
        open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      fill(channel, file, text);
    }
  }

  /**
   * Writes the whole of {@code text} to {@code channel}. The system's complaint about a channel
   * does not say which file it was, so {@code file} is named.
   */
  public static void fill(FileChannel channel, Path file, String text) throws IOException {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) channel.write(bytes);
    } catch (IOException e) {
      FileSystemException told =
          new FileSystemException(file.toString(), null, FailureText.sentence(e));
      told.initCause(e);
      throw told;
    }
  }

  /** Writes {@code text} to {@code file}, whole or not at all, and so that it lasts. */
  public static void replace(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    Path next = Files.createTempFile(parent, name, ".new", attributes(file, FILE));
    try {
      try (FileChannel channel = open(next, StandardOpenOption.WRITE)) {
        fill(channel, file, text);
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /**
   * Deletes the files in {@code directory} that {@code glob} matches, if it is there: processes
   * that were killed left them half written, and nobody writes such ones now.
   */
  public static void clear(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> halves = Files.newDirectoryStream(directory, glob)) {
      for (Path half : halves)
        if (Files.isRegularFile(half, LinkOption.NOFOLLOW_LINKS)) Files.deleteIfExists(half);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return;
    }
  }

  /** Takes from others all rights to {@code path}; follows no link. */
  public static void seal(Path path) throws IOException {
    if (!knowsOwners(path) || Files.isSymbolicLink(path)) return;
    Set<PosixFilePermission> all = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> own = EnumSet.noneOf(PosixFilePermission.class);
    own.addAll(all);
    own.removeAll(OTHERS);
    if (own.size() < all.size()) Files.setPosixFilePermissions(path, own);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return knowsOwners(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
