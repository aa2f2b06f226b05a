package org.truckee.client.server.connection;

/**
 * The times for which a gateway waits for others before it goes on without them.
 *
 * @param connectMillis for a connection to a server
 * @param silenceMillis for the next byte of a server's answer
 * @param stallMillis for a server to take what it is sent, or to have stored it
 * @param dawdleMillis for a share, before another one is asked for beside it
 * @param keepAliveSeconds with nothing heard of a server, before it is asked whether it is there
 * @param disconnectSeconds with nothing to do for a connection, before it is closed
 */
public record ServerTimeouts(
    int connectMillis,
    int silenceMillis,
    int stallMillis,
    int dawdleMillis,
    int keepAliveSeconds,
    int disconnectSeconds) {
  /** The usual times, for servers that may be far away. */
  public static final ServerTimeouts USUAL = new ServerTimeouts(5_000, 20_000, 60_000, 1_000);

  /**
   * The longest that makes sense for a connection without work: below the time after which servers
   * close it, so that a request rarely meets a closing one.
   */
  private static final int LONGEST_IDLE_SECONDS = 100;

  /** The times with the usual ones for connections without work. */
  public ServerTimeouts(int connectMillis, int silenceMillis, int stallMillis, int dawdleMillis) {
    this(connectMillis, silenceMillis, stallMillis, dawdleMillis, 30, 20);
  }

  /** Checks that there is some of each kind. */
  public ServerTimeouts {
    disconnectSeconds = Math.min(disconnectSeconds, LONGEST_IDLE_SECONDS);
    if (Math.min(connectMillis, silenceMillis) < 1
        || Math.min(stallMillis, dawdleMillis) < 1
        || Math.min(keepAliveSeconds, disconnectSeconds) < 1) {
      throw new IllegalArgumentException("no patience at all");
    }
  }

  /** The same, for connections without work as {@code keepAlive} and {@code disconnect} say. */
  public ServerTimeouts idle(int keepAlive, int disconnect) {
    return new ServerTimeouts(
        connectMillis, silenceMillis, stallMillis, dawdleMillis, keepAlive, disconnect);
  }
}
