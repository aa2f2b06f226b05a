package org.truckee.protocol.port;

/**
 * The bounds of a port: the number of connections, the time that one may lie idle, and the slowest
 * pace of a body.
 *
 * @param connections all together
 * @param connectionsPerAddress from one address; behind a proxy all come from one
 * @param idleMillis without a request under way: before the first one, while its head arrives, and
 *     between two
 * @param body the pace of any body at all; most routes have a faster one of their own
 */
public record PortLimits(int connections, int connectionsPerAddress, int idleMillis, Pace body) {
  /** The usual bounds, enough for ten thousand people at once, even behind a proxy. */
  public static final PortLimits USUAL = new PortLimits(20_000, 15_000, 75_000);

  /** Limits of connections, with the slowest pace for bodies. */
  public PortLimits(int connections, int connectionsPerAddress, int idleMillis) {
    this(connections, connectionsPerAddress, idleMillis, Pace.SLOWEST);
  }

  /** Checks that something is let in. */
  public PortLimits {
    if (Math.min(connections, connectionsPerAddress) < 1 || idleMillis < 1)
      throw new IllegalArgumentException("a port that lets nobody in");
  }
}
