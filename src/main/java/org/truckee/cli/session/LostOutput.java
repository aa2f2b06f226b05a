package org.truckee.cli.session;

import java.io.IOException;
import java.util.Optional;
import org.truckee.FailureText;

/**
 * A command's words can't be written to standard output: a disk is full, or its reader has gone. It
 * ends the command at any point.
 */
public final class LostOutput extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String NO_READER = "Broken pipe";

  LostOutput(IOException reason) {
    super("standard output can't be written: " + FailureText.sentence(reason), reason);
  }

  /** The words about it; nothing about a reader that had enough, as after {@code | head}. */
  Optional<String> told() {
    return FailureText.says(getCause(), NO_READER) ? Optional.empty() : FailureText.message(this);
  }
}
