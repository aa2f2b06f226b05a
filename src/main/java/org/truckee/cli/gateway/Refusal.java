package org.truckee.cli.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user is told when a gateway refuses something. */
final class Refusal {
  private static final Pattern TOO_FEW =
      Pattern.compile("placed on only (\\d+) servers, at least (\\d+) are needed");

  private Refusal() {}

  /** A refusal with {@code status}, and the gateway's own {@code sentence}, which may be empty. */
  static String text(int status, String sentence) {
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
