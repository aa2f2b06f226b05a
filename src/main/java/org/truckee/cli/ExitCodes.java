package org.truckee.cli;

/** What commands end with. */
public final class ExitCodes {
  /** Done. */
  public static final int OK = 0;

  /** The gateway or the grid could not do it; the message says why. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** No gateway answers. */
  public static final int UNREACHABLE = 3;

  /** What was asked for is not there. */
  public static final int NOT_FOUND = 4;

  private ExitCodes() {}
}
