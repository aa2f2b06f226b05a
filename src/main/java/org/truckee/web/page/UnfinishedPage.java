package org.truckee.web.page;

import io.vertx.core.Future;

/** A page whose beginning has been sent, and whose rest is made when all its contents are there. */
public interface UnfinishedPage {
  /**
   * Sends the rows of {@code part}, a page of the same kind; completes when more may follow, and
   * fails if the reader has gone.
   */
  Future<Void> add(Page part);

  /** Sends what comes after the rows, as {@code last} has it. */
  void end(Page last);
}
