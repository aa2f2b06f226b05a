package org.truckee.client.server.connection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;

/** The meaning of a server's unexpected status. */
public final class ServerRefusal {
  private static final int MOST_WORDS = 300;
  private static final Set<Integer> WITH_WORDS = Set.of(401, 403, 429, 507);
  private static final Pattern OF_ACCOUNTS =
      Pattern.compile(
          "(?:account [0-9]+|the token|a newer token of|this server takes accounts"
              + "|one network of addresses) [ -~]+");

  private ServerRefusal() {}

  /**
   * The failure that an answer of {@code status} stands for, with what the server says in its
   * {@code body} of accounts, limits and its blacklist; nothing else of a stranger's words is
   * passed on.
   */
  static GridException of(String name, int status, byte[] body) {
    GridException plain = of(name, status);
    Optional<ServerProhibition> prohibited =
        status == 403 ? ServerProhibition.byBlacklist(name, body) : Optional.empty();
    if (prohibited.isPresent()) return prohibited.get();
    if (!WITH_WORDS.contains(status) || body.length > MOST_WORDS) return plain;
    String words = new String(body, StandardCharsets.US_ASCII).strip();
    if (!OF_ACCOUNTS.matcher(words).matches()) return plain;
    return status == 403
        ? new ServerProhibition(name, words)
        : new GridException(plain.kind(), Subject.server(name), "says: " + words);
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
    if (status == 429) what += ": too much was sent to it in a short time";
    return new GridException(kind, Subject.server(name), what);
  }
}
