package org.truckee.web.walk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.web.request.Arguments;

/**
 * The handle by which slow work is to be found again: a part of an address. An empty one asks for a
 * handle that nobody can guess.
 *
 * @param retainFor the time for which the results are to be kept, if the request names one
 * @param output the form in which its owner wants to see them first
 */
public record OperationHandle(String handle, Optional<Duration> retainFor, String output) {
  private static final int MAX_LENGTH = 1000;
  private static final long MAX_SECONDS = TimeUnit.DAYS.toSeconds(7);

  /** The handle in {@code ophandle=}, {@code retain-for=} and {@code output=}. */
  public static OperationHandle of(Arguments arguments) {
    String handle =
        arguments
            .get("ophandle")
            .orElseThrow(() -> Arguments.bad("slow operation requires ophandle="));
    if (handle.equals(".") || handle.equals("..") || handle.length() > MAX_LENGTH)
      throw Arguments.bad(
          "ophandle= can't be '.' or '..', and has at most " + MAX_LENGTH + " characters");
    return new OperationHandle(handle, retainFor(arguments), arguments.text("output"));
  }

  /** The time in {@code retain-for=}, in seconds. */
  static Optional<Duration> retainFor(Arguments arguments) {
    return arguments
        .get("retain-for")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,9}"))
                throw Arguments.bad("retain-for= must be a number of seconds");
              return Duration.ofSeconds(Math.min(MAX_SECONDS, Long.parseLong(text)));
            });
  }
}
