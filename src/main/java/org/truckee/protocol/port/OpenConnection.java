package org.truckee.protocol.port;

import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import org.truckee.platform.Ticker;

/**
 * One connection to a port, and since when no request on it is under way. It changes on the event
 * loop that serves it, and {@link #look} may be called on any.
 */
final class OpenConnection {
  private static final long NEVER = Long.MAX_VALUE;

  private final HttpConnection connection;
  private final Context context;
  private int underWay;
  private final Ticker ticker;
  private volatile long idleSince;

  /** An idle connection, served on {@code context}. */
  OpenConnection(HttpConnection connection, Context context, Ticker ticker) {
    this.connection = connection;
    this.context = context;
    this.ticker = ticker;
    this.idleSince = now();
  }

  /** Notes that a request begins. */
  void begin() {
    underWay++;
    idleSince = NEVER;
  }

  /** Notes that a request has ended. */
  void end() {
    underWay--;
    if (underWay == 0) idleSince = now();
  }

  /** Closes the connection if it has been idle for so long. */
  void look(long idleMillis) {
    if (isIdle(idleMillis)) context.runOnContext(turn -> closeIfIdle(idleMillis));
  }

  private void closeIfIdle(long idleMillis) {
    if (isIdle(idleMillis)) connection.close();
  }

  private boolean isIdle(long idleMillis) {
    long since = idleSince;
    return since != NEVER && now() - since >= idleMillis;
  }

  private long now() {
    return ticker.nanos() / 1_000_000;
  }
}
