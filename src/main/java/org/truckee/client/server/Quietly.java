package org.truckee.client.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;

/**
 * For steps whose failure changes nothing: telling a server of damage, cleaning up at one that may
 * be gone.
 */
public final class Quietly {
  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /** Notes a failure that nobody has to act on. */
  public static void ignore(Throwable failure) {
    LOG.debug("a courtesy to a server failed: {}", FailureText.sentence(failure));
  }
}
