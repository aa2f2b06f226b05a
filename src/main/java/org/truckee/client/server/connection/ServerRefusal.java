package org.truckee.client.server.connection;

import org.truckee.GridException;
import org.truckee.Subject;

/** The meaning of a server's unexpected status. */
public final class ServerRefusal {
  private ServerRefusal() {}

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
