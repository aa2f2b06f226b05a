package org.truckee.node.role;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.node.config.ConfigKey;

/** Says what to do about a port that can't be opened, most often since something has it already. */
public final class BusyPort {
  private BusyPort() {}

  /** Returns whether {@code failure} says that another program has the port. */
  static boolean isTaken(Throwable failure) {
    return says(failure, "in use");
  }

  /**
   * {@code failure}, or if a port could not be opened, one that names the setting to change: the
   * {@code host} or the {@code port} of {@code key}.
   */
  public static Throwable explain(ConfigKey key, String host, int port, Throwable failure) {
    return explain(key, host, port, "port", failure);
  }

  /** The same for a port whose number stands at {@code name} of {@code key}. */
  static Throwable explain(ConfigKey key, String host, int port, String name, Throwable failure) {
    if (says(failure, "assign") || says(failure, "unreachable") || isUnknown(failure))
      return bad(
          failure, "%s is no address of this machine: set %s to one", host, key.words("host"));
    if (says(failure, "ermission denied"))
      return bad(
          failure,
          "port %d is for the system's administrator: set %s to one above 1023",
          port,
          key.words(name));
    if (isTaken(failure) || find(failure, BindException.class) != null)
      return bad(
          failure,
          "port %d is in use by another program: stop that one, or set %s to another port",
          port,
          key.words(name));
    return failure;
  }

  private static GridException bad(Throwable cause, String message, Object... values) {
    return new GridException(
        GridException.Kind.BAD_CONFIG, String.format(Locale.ROOT, message, values), cause);
  }

  private static boolean isUnknown(Throwable failure) {
    return find(failure, UnknownHostException.class) != null;
  }

  private static boolean says(Throwable failure, String word) {
    Throwable socket = find(failure, SocketException.class);
    return socket != null && FailureText.says(socket, word);
  }

  /** The failure of {@code kind} among {@code failure} and its causes. */
  private static Throwable find(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (kind.isInstance(cause)) return cause;
    return null;
  }
}
