package org.truckee.storage.crawl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;

/**
 * The failures of one crawl, of which the log is told the first few: a disk may fail everywhere.
 */
final class FewWarnings {
  private static final int MOST = 10;
  private static final Logger LOG = LoggerFactory.getLogger(FewWarnings.class);

  private int told;

  /** Tells that {@code what}, because of {@code failure}. */
  void tell(String what, Throwable failure) {
    if (told++ >= MOST) return;
    LOG.warn("storage: {}: {}", what, FailureText.sentence(failure));
    if (told == MOST) LOG.warn("storage: no more is told of what this crawl fails at");
  }
}
