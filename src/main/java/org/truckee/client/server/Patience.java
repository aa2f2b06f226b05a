package org.truckee.client.server;

/**
 * How long a gateway waits for others before it goes on without them.
 *
 * @param connectMillis for a connection to a server
 * @param silenceMillis for the next byte of a server's answer
 * @param stallMillis for a server to take what it is sent, or to have stored it
 * @param dawdleMillis for a share, before another one is asked for beside it
 */
public record Patience(int connectMillis, int silenceMillis, int stallMillis, int dawdleMillis) {
  /** What suits servers that may be far away. */
  public static final Patience USUAL = new Patience(5_000, 20_000, 60_000, 1_000);

  /** Checks that there is some of each kind. */
  public Patience {
    if (Math.min(connectMillis, silenceMillis) < 1 || Math.min(stallMillis, dawdleMillis) < 1) {
      throw new IllegalArgumentException("no patience at all");
    }
  }
}
