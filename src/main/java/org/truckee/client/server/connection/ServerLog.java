package org.truckee.client.server.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the log the servers that come and go, with the reasons. */
public final class ServerLog {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

  private ServerLog() {}

  /** Notes that {@code server} is now as {@code state} says. */
  public static void note(String server, ServerHealth.State state) {
    if (state.reachable()) LOG.info("{} answers", server);
    else
      state
          .lastFailure()
          .ifPresent(failure -> LOG.warn("{} is away: {}", server, failure.reason()));
  }
}
