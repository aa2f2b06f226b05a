package org.truckee.vdrive.postgres;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;

/**
 * Tells the log when the database goes away and when it is back, and each reason once. Thread-safe.
 */
final class DatabaseNews {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseNews.class);

  private final DatabaseAddress address;
  private final AtomicReference<String> told = new AtomicReference<>("");

  DatabaseNews(DatabaseAddress address) {
    this.address = address;
  }

  /** Notes an answer. */
  void succeeded() {
    if (!told.get().isEmpty() && !told.getAndSet("").isEmpty())
      LOG.info("the database {} answers again", address);
  }

  /** Notes a failure, of which only one that is the database's is news. */
  void failed(Throwable failure) {
    if (!PostgresFailure.isAway(failure)) return;
    String reason = FailureText.sentence(failure);
    if (!reason.equals(told.getAndSet(reason)))
      LOG.warn("the database {} does not answer: {}", address, reason);
  }
}
