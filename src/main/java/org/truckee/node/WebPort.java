package org.truckee.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.cli.session.CommandFailure;

/**
 * The web port as it is given: a number, or as Tahoe writes it, {@code tcp:3456:interface=HOST}.
 */
record WebPort(int port, String host) {
  private static final Pattern TAHOE =
      Pattern.compile("(?:tcp:)?([0-9]{1,5})(?::interface=([A-Za-z0-9.-]+))?");

  static WebPort parse(String text) {
    Matcher parts = TAHOE.matcher(text);
    if (!parts.matches())
      throw CommandFailure.usage(
          "not a port: " + text + ". It is a number, or tcp:NUMBER:interface=HOST");
    return new WebPort(
        Integer.parseInt(parts.group(1)), parts.group(2) == null ? "127.0.0.1" : parts.group(2));
  }
}
