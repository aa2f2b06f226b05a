package org.truckee.cli.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of commands. */
public final class ExitCodes {
  /** Done. */
  public static final int OK = 0;

  /** The gateway or the grid failed; the message says why. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** No gateway answers. */
  public static final int UNREACHABLE = 3;

  /** The subject of the command is not there. */
  public static final int NOT_FOUND = 4;

  /** Done but for some files, which were named. */
  public static final int INCOMPLETE = 5;

  private ExitCodes() {}

  /** The meaning of each code, in the words of the help. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("0", "done");
    meanings.put("1", "the gateway or the grid could not do it; the message says why");
    meanings.put("2", "the command line is wrong");
    meanings.put("3", "no gateway answers");
    meanings.put("4", "what was asked for is not there");
    meanings.put("5", "done, but for what was named on standard error");
    return meanings;
  }

  /**
   * The exit code of Tahoe's own command {@code command} in place of {@code code}, for programs
   * that look.
   */
  public static int asTahoe(String command, int code) {
    if (code == INCOMPLETE || (code == NOT_FOUND && command.equals("ls"))) return 2;
    return code == OK ? OK : 1;
  }
}
