package org.truckee.client.server.connection;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;

/** The meaning of a server's unexpected status. */
public final class ServerRefusal {
  private static final int MOST_WORDS = 300;
  private static final Pattern OF_ACCOUNTS =
      Pattern.compile(
          "(?:account [0-9]+|the token|a newer token of|this server takes accounts) [ -~]+");

  private ServerRefusal() {}

  /**
   * The failure that an answer of {@code status} stands for, with what the server says of accounts
   * in its {@code body}; nothing else of a stranger's words is passed on.
   */
  static GridException of(String name, int status, byte[] body) {
    GridException plain = of(name, status);
    if ((status != 401 && status != 403 && status != 507) || body.length > MOST_WORDS) return plain;
    String words = new String(body, StandardCharsets.US_ASCII).strip();
    return OF_ACCOUNTS.matcher(words).matches()
        ? new GridException(plain.kind(), Subject.server(name), "says: " + words)
        : plain;
  }

  /** The failure that {@code status} of the server called {@code name} stands for. */
  public static GridException of(String name, int status) {
    GridException.Kind kind =
        switch (status) {
          case 401, 403 -> GridException.Kind.FORBIDDEN;
          case 404, 405 -> GridException.Kind.NOT_FOUND;
          case 409 -> GridException.Kind.CONFLICT;
          case 413 -> GridException.Kind.TOO_LARGE;
          case 507 -> GridException.Kind.NO_SPACE;
          default -> GridException.Kind.UNREACHABLE;
        };
    String what = kind == GridException.Kind.NO_SPACE ? "has no room left" : "answered " + status;
    if (status == 401) what += ": the secret in its NURL or that of the share is not the right one";
    return new GridException(kind, Subject.server(name), what);
  }
}
