package org.truckee.node;

import java.net.BindException;
import java.nio.file.Path;
import org.truckee.GridException;

/** Says what to do about a port that something else listens on. */
final class BusyPort {
  private BusyPort() {}

  /** {@code failure}, or if it is that of a busy port, one that names {@code key} to change. */
  static Throwable explain(NodeDirectory directory, String key, int port, Throwable failure) {
    if (!(failure instanceof BindException) && !(failure.getCause() instanceof BindException))
      return failure;
    return in(directory.configuration(), key, port, failure);
  }

  /** What to do about {@code port}, which {@code key} in {@code file} asks for. */
  static GridException in(Path file, String key, int port, Throwable failure) {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        "port %d is in use by another program: stop that one, or set \"%s\" in %s to another port"
            .formatted(port, key, file),
        failure);
  }
}
