package org.truckee.cli.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for a user when a gateway refuses something. */
public final class Refusal {
  private static final Pattern TOO_FEW =
      Pattern.compile("placed on only (\\d+) servers, at least (\\d+) are needed");

  /**
   * The beginning of a gateway's sentence about a capability that it can't read, in Tahoe's words.
   */
  private static final String UNKNOWN = "GET unknown URI type";

  /** The same in our words. */
  public static final String NO_CAPABILITY =
      "this is not the whole of a capability, or one of a kind that this gateway does not know";

  private Refusal() {}

  /** A refusal with {@code status}, and the gateway's own {@code sentence}, which may be empty. */
  static String text(int status, String sentence) {
    if (sentence.startsWith(UNKNOWN)) return NO_CAPABILITY;
    Matcher few = TOO_FEW.matcher(sentence);
    if (few.find())
      return "Not enough servers: %s of the %s needed. Change gateway.encoding in the gateway's"
              .formatted(few.group(1), few.group(2))
          + " conf.json, or wait. The gateway answered "
          + status
          + ": "
          + sentence;
    return "the gateway answered " + status + (sentence.isEmpty() ? "" : ": " + sentence);
  }
}
