package org.truckee.client.server;

import org.truckee.protocol.announcement.Announcement;

/**
 * A layer between a gateway and its clients of servers: none, but in tests.
 *
 * @param <C> the client of such a server
 */
@FunctionalInterface
public interface Intermediary<C> {
  /** The client that is used in place of {@code client} to talk to {@code server}. */
  C before(Announcement server, C client);

  /** No layer. */
  static <C> Intermediary<C> none() {
    return (server, client) -> client;
  }
}
