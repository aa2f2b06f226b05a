package org.truckee.cli.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.truckee.GridException;

/** What a user is told of a failure that ends a command, and what the command ends with. */
public record Explanation(String text, int exitCode) {
  /** Explains {@code failure}; empty if nobody foresaw it. */
  public static Optional<Explanation> of(Throwable failure) {
    if (failure instanceof CommandFailure known)
      return Optional.of(new Explanation(known.getMessage(), known.exitCode()));
    if (failure instanceof GridException known)
      return Optional.of(new Explanation(known.getMessage(), ExitCodes.FAILED));
    if (failure instanceof NoSuchFileException missing)
      return Optional.of(
          new Explanation("there is no file " + missing.getFile(), ExitCodes.NOT_FOUND));
    if (failure instanceof IOException io)
      return Optional.of(new Explanation(text(io), ExitCodes.FAILED));
    return Optional.empty();
  }

  private static String text(IOException failure) {
    if (failure instanceof AccessDeniedException denied)
      return "permission denied: " + denied.getFile();
    if (failure instanceof FileSystemException file && file.getReason() == null)
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
