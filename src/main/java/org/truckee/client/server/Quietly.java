package org.truckee.client.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For steps whose failure changes nothing: telling a server of damage, cleaning up at one that may
 * be gone.
 */
public final class Quietly {
  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /** Takes note of nothing: a courtesy to a server that has not answered yet is not waited for. */
  public static void ignoreLate(Answers.Asked courtesy) {
    LOG.debug("a courtesy to server {} takes long", courtesy.server().name());
  }

  /** Notes a failure that nobody has to act on. */
  public static void ignore(Throwable failure) {
    LOG.debug("a courtesy to a server failed: {}", failure.getMessage());
  }
}
