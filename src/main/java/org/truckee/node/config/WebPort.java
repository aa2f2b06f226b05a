package org.truckee.node.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.cli.session.CommandFailure;
import org.truckee.protocol.announcement.Host;

/**
 * The web port as it is given: a number, or as Tahoe writes it, {@code tcp:3456:interface=HOST}.
 * The colons of an IPv6 address may stand there as they are, or each after a backslash.
 */
public record WebPort(int port, String host) {
  private static final Pattern TAHOE =
      Pattern.compile(
          "(?:tcp6?:)?([0-9]{1,5})(?::interface=([A-Za-z0-9.-]+|\\[?[0-9a-fA-F:.\\\\]+]?))?");

  public static WebPort parse(String text) {
    Matcher parts = TAHOE.matcher(text);
    if (!parts.matches())
      throw CommandFailure.usage(
          "not a port: " + text + ". It is a number, or tcp:NUMBER:interface=HOST");
    String host = parts.group(2) == null ? "127.0.0.1" : parts.group(2).replace("\\", "");
    return new WebPort(Integer.parseInt(parts.group(1)), Host.forSocket(host));
  }
}
