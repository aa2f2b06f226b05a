package org.truckee.cli.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.FailureText;

/** The refusals of the system about a file, in words: the step, the file, and its owner. */
final class FileTrouble {
  private FileTrouble() {}

  /** Tells of {@code failure}. */
  static String of(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof AccessDeniedException)
      return "permission denied: " + file + owner(Path.of(file));
    if (failure instanceof FileAlreadyExistsException) return file + " is there already";
    if (failure instanceof NotDirectoryException) return file + " is not a directory";
    if (failure instanceof DirectoryNotEmptyException) return file + " is not empty";
    if (failure instanceof FileSystemLoopException) return file + " leads back to itself";
    if (failure.getReason() == null) return file + " can't be used";
    return FailureText.sentence(failure);
  }

  /** The owner of {@code path}, or of the nearest directory above it that is readable. */
  private static String owner(Path path) {
    Path whole = path.toAbsolutePath();
    for (Path place = whole; place != null; place = place.getParent()) {
      Optional<String> owner = ownerOf(place);
      if (owner.isPresent())
        return ", since %s belongs to %s"
            .formatted(place.equals(whole) ? "it" : place, owner.get());
    }
    return "";
  }

  private static Optional<String> ownerOf(Path path) {
    try {
      return Optional.of(Files.getOwner(path).getName());
    } catch (IOException | UnsupportedOperationException outOfSight) {
      return Optional.empty();
    }
  }
}
