package org.truckee.client.server;

import org.truckee.protocol.announcement.Announcement;

/**
 * What stands between a gateway and what it talks to a server with: nothing, but for tests.
 *
 * @param <C> what it talks to such a server with
 */
@FunctionalInterface
public interface Intermediary<C> {
  /** What is used in place of {@code client} to talk to {@code server}. */
  C before(Announcement server, C client);

  /** Nothing at all. */
  static <C> Intermediary<C> none() {
    return (server, client) -> client;
  }
}
