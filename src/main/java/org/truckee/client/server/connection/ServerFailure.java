package org.truckee.client.server.connection;

import java.util.concurrent.TimeoutException;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.Subject;

/** The failures of a server that gave no answer; {@link ServerRefusal} is about its answers. */
public final class ServerFailure {
  private ServerFailure() {}

  /** The failure of the server called {@code name}, which was not waited for any longer. */
  public static GridException late(String name) {
    return new GridException(
        Kind.UNREACHABLE, Subject.server(name), "did not answer in time", new TimeoutException());
  }

  /**
   * Returns whether {@code failure} is of a server that was not waited for any longer. Such a
   * server may have what it was asked for, and tell so in a moment; one that can't be reached is
   * away.
   */
  public static boolean isLate(Throwable failure) {
    return FailureCause.has(failure, TimeoutException.class);
  }

  /** The same {@code failure}, which names the server called {@code name} if it is not ours. */
  public static GridException of(String name, Throwable failure) {
    if (failure instanceof GridException ours) return ours;
    return new GridException(
        Kind.UNREACHABLE,
        Subject.server(name),
        "can't be used: " + FailureText.sentence(failure),
        failure);
  }
}
