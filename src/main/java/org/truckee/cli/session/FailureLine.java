package org.truckee.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.truckee.FailureText;
import org.truckee.GridException;

/**
 * The line that tells a user of a failure that ends a command, and the command's exit code: one
 * line for every failure, foreseen or not, but nothing where nobody reads any more.
 */
public record FailureLine(String text, int exitCode) {
  private static final String OURS = "org.truckee.";

  /** Explains {@code failure}. */
  public static FailureLine of(Throwable failure) {
    return foreseen(failure).orElseGet(() -> unforeseen(failure));
  }

  private static Optional<FailureLine> foreseen(Throwable failure) {
    if (failure instanceof CommandFailure known)
      return Optional.of(new FailureLine(FailureText.sentence(known), known.exitCode()));
    if (failure instanceof LostOutput lost)
      return Optional.of(new FailureLine(lost.told().orElse(""), ExitCodes.FAILED));
    if (failure instanceof GridException known) return failed(FailureText.sentence(known));
    if (failure instanceof NoSuchFileException missing)
      return Optional.of(
          new FailureLine("there is no file " + missing.getFile(), ExitCodes.NOT_FOUND));
    if (failure instanceof FileSystemException file) return failed(FileTrouble.of(file));
    if (failure instanceof SQLException database)
      return failed("a database can't be used: " + FailureText.sentence(database));
    if (failure instanceof InterruptedException) return failed("interrupted");
    if (failure instanceof InvalidPathException name)
      return failed("no file here can be called " + Quoting.quoted(name.getInput()));
    if (isWrapper(failure) && failure.getCause() != null) return foreseen(failure.getCause());
    if (failure instanceof IOException && FailureText.message(failure).isPresent())
      return failed(FailureText.sentence(failure));
    if (failure instanceof TimeoutException) return failed("it took too long");
    return Optional.empty();
  }

  private static Optional<FailureLine> failed(String text) {
    return Optional.of(new FailureLine(text, ExitCodes.FAILED));
  }

  /** Returns whether {@code failure} only carries another one. */
  private static boolean isWrapper(Throwable failure) {
    return failure instanceof UncheckedIOException
        || failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure.getClass() == RuntimeException.class
        || failure.getClass() == IllegalStateException.class;
  }

  /**
   * The line for a mistake of the program: the place says more than a message that was not made for
   * users.
   */
  private static FailureLine unforeseen(Throwable failure) {
    if (failure instanceof OutOfMemoryError)
      return new FailureLine("there is not enough memory for that", ExitCodes.FAILED);
    String message = FailureText.message(failure).map(text -> ": " + firstLine(text)).orElse("");
    return new FailureLine(
        "something that nobody foresaw went wrong: %s%s%s"
            .formatted(failure.getClass().getSimpleName(), message, place(failure)),
        ExitCodes.FAILED);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> " (" + frame.getFileName() + ", line " + frame.getLineNumber() + ")")
        .orElse("");
  }
}
