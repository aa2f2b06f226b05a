package org.truckee.web.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.truckee.GridException;

/**
 * The folders of this machine that a request may make the gateway read and write: no others, and no
 * way out of them through a symbolic link. Blocks.
 */
public record LocalFolders(List<Path> allowed) {
  public LocalFolders {
    allowed = List.copyOf(allowed);
  }

  /** No folders: requests can't make the gateway touch this machine's files. */
  static LocalFolders none() {
    return new LocalFolders(List.of());
  }

  /**
   * The real path of {@code text}, there or to be: without symbolic links, and in one of the
   * folders.
   */
  Path resolve(String text) throws IOException {
    Path real = real(absolute(text));
    for (Path folder : allowed) if (real.startsWith(folder.toRealPath())) return real;
    throw new GridException(
        GridException.Kind.FORBIDDEN,
        "localfile= or localdir= must be in one of the folders that this gateway's configuration"
            + " allows");
  }

  /** The same for a path that is to become a file, which none of the folders themselves can. */
  Path resolveFile(String text) throws IOException {
    Path real = resolve(text);
    for (Path folder : allowed) if (real.equals(folder.toRealPath())) throw isFolder();
    if (Files.isDirectory(real)) throw isFolder();
    return real;
  }

  private static GridException isFolder() {
    return new GridException(GridException.Kind.CONFLICT, "localfile= is a folder, not a file");
  }

  private static Path absolute(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) return path.normalize();
    } catch (InvalidPathException e) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST, "localfile= or localdir= is no path", e);
    }
    throw new GridException(
        GridException.Kind.FORBIDDEN, "localfile= or localdir= requires an absolute path");
  }

  private static Path real(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return path.toRealPath();
    return real(path.getParent()).resolve(path.getFileName());
  }

  /** The path of the child {@code name} of {@code folder}; some names can't be those of files. */
  static Path child(Path folder, String name) {
    boolean plain =
        !name.isEmpty()
            && !name.equals(".")
            && !name.equals("..")
            && name.indexOf('/') < 0
            && name.indexOf('\0') < 0;
    if (plain) return folder.resolve(name);
    throw new GridException(
        GridException.Kind.BAD_REQUEST, "a child's name can't be that of a file of this machine");
  }
}
