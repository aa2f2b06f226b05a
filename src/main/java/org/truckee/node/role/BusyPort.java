package org.truckee.node.role;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import org.truckee.GridException;
import org.truckee.node.config.NodeDirectory;

/** Says what to do about a port that can't be opened, most often since something has it already. */
public final class BusyPort {
  private BusyPort() {}

  /** Whether {@code failure} says that another program has the port. */
  static boolean isTaken(Throwable failure) {
    return says(failure, "in use");
  }

  /**
   * {@code failure}, or if a port could not be opened, one that names what to change: {@code
   * key.host} or {@code key.port}.
   */
  public static Throwable explain(
      NodeDirectory directory, String key, String host, int port, Throwable failure) {
    return explain(directory.configuration(), key, host, port, failure);
  }

  /** The same, for what {@code key} in {@code file} asks for. */
  public static Throwable explain(Path file, String key, String host, int port, Throwable failure) {
    if (says(failure, "assign") || says(failure, "unreachable") || isUnknown(failure))
      return bad(
          "%s is no address of this machine: set \"%s.host\" in %s to one",
          failure, host, key, file);
    if (says(failure, "ermission denied"))
      return bad(
          "port %d is for the system's administrator: set \"%s.port\" in %s to one above 1023",
          failure, port, key, file);
    if (isTaken(failure) || find(failure, BindException.class) != null)
      return bad(
          "port %d is in use by another program: stop that one, or set \"%s.port\" in %s to another"
              + " port",
          failure, port, key, file);
    return failure;
  }

  private static GridException bad(String message, Throwable cause, Object... values) {
    return new GridException(
        GridException.Kind.BAD_CONFIG, String.format(Locale.ROOT, message, values), cause);
  }

  private static boolean isUnknown(Throwable failure) {
    return find(failure, UnknownHostException.class) != null;
  }

  private static boolean says(Throwable failure, String word) {
    Throwable socket = find(failure, SocketException.class);
    return socket != null && socket.getMessage() != null && socket.getMessage().contains(word);
  }

  /** The failure of {@code kind} among {@code failure} and its causes. */
  private static Throwable find(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (kind.isInstance(cause)) return cause;
    return null;
  }
}
