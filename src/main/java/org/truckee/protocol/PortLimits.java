package org.truckee.protocol;

/**
 * How many connections a port bears, and for how long one may lie idle.
 *
 * @param connections all together
 * @param connectionsPerAddress from one address; behind a proxy all come from one
 * @param idleMillis without a request under way: before the first one, while its head arrives, and
 *     between two
 */
public record PortLimits(int connections, int connectionsPerAddress, int idleMillis) {
  /** Enough for ten thousand people at once, even behind a proxy. */
  public static final PortLimits USUAL = new PortLimits(20_000, 15_000, 75_000);

  /** Checks that something is let in. */
  public PortLimits {
    if (Math.min(connections, connectionsPerAddress) < 1 || idleMillis < 1)
      throw new IllegalArgumentException("a port that lets nobody in");
  }
}
