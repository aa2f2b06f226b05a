package org.truckee.vdrive.postgres;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.truckee.FailureText;
import org.truckee.GridException;

/** What a failure of a database means, by the states that PostgreSQL has numbers for. */
final class PostgresFailure {
  private static final String DISK_FULL = "53100";
  private static final String READ_ONLY = "25006";

  /** The transaction was given up for the sake of others, or was so before. */
  private static final Set<String> GIVEN_UP = Set.of("25P02", "3B001");

  /** The transaction, or the connection, took too long. */
  private static final Set<String> TOO_LONG = Set.of("25P03", "55P03");

  private static final String RESTARTING = "57";
  private static final String NO_CONNECTION = "Timeout waiting for connection";

  /** Conflicts of transactions. */
  private static final String CONFLICT = "40";

  /** Connections, passwords, databases that are not there, and a lack of resources. */
  private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", RESTARTING, CONFLICT);

  private PostgresFailure() {}

  /** The state of a failure that the database tells; empty for others. */
  static String state(Throwable failure) {
    return failure instanceof PgException told && told.getSqlState() != null
        ? told.getSqlState()
        : "";
  }

  /** Returns whether the same transaction may succeed now. */
  static boolean isGivenUp(Throwable failure) {
    String state = state(failure);
    return state.startsWith(CONFLICT) || GIVEN_UP.contains(state);
  }

  /** Returns whether the connection is gone, so that another one may do better. */
  static boolean isCutOff(Throwable failure) {
    if (!(failure instanceof PgException))
      return !isLate(failure)
          && (failure instanceof IOException || failure instanceof VertxException);
    String state = state(failure);
    return state.startsWith("08") || state.startsWith(RESTARTING) || isReadOnly(failure);
  }

  /** Returns whether the answer, or a connection that others use, took too long. */
  private static boolean isLate(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof ConnectionPoolTooBusyException
        || (failure instanceof VertxException && FailureText.says(failure, NO_CONNECTION));
  }

  /** Returns whether the connection leads to a database that is only a copy now. */
  static boolean isReadOnly(Throwable failure) {
    return state(failure).equals(READ_ONLY);
  }

  /** The failure that a peer is told of. */
  static Throwable told(Throwable failure) {
    if (state(failure).equals(DISK_FULL))
      return new GridException(
          GridException.Kind.NO_SPACE,
          "the disk of this vdrive server's database is full",
          failure);
    return isAway(failure)
        ? new GridException(
                GridException.Kind.BUSY,
                "the database of this vdrive server does not answer",
                failure)
            .and("try again in a moment")
        : failure;
  }

  /** Returns whether the database can't do its work now, for reasons that pass. */
  static boolean isAway(Throwable failure) {
    String state = state(failure);
    return isCutOff(failure)
        || isLate(failure)
        || GIVEN_UP.contains(state)
        || TOO_LONG.contains(state)
        || (state.length() == 5 && AWAY.contains(state.substring(0, 2)));
  }
}
