package org.truckee.cli.session;

/** A failure that ends a command; its message is all that the user sees. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** A failure that ends the command with {@code exitCode}, one of {@link ExitCodes}. */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The failure of a command line that makes no sense. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCodes.USAGE, message);
  }

  /** The failure of a command whose subject is not there. */
  public static CommandFailure notFound(String message) {
    return new CommandFailure(ExitCodes.NOT_FOUND, message);
  }

  /** The failure of a command that can't be carried out; the message says why. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCodes.FAILED, message);
  }

  /** The exit code of the command. */
  public int exitCode() {
    return exitCode;
  }
}
