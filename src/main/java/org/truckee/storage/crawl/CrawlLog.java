package org.truckee.storage.crawl;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.cycle.Space;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.Presence;

/** The log's account of garbage collection: what goes, and what would. */
final class CrawlLog {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlLog.class);

  private final ExpirePolicy policy;

  CrawlLog(ExpirePolicy policy) {
    this.policy = policy;
  }

  /** Tells what the policy is; the usual one of a server that was not away is not worth a line. */
  void started(Presence presence) {
    if (!policy.enabled()) return;
    LOG.info(
        "storage: shares of which no lease holds go, by {}{}",
        policy.mode(),
        held(presence.heldUntil()));
    if (policy.cutoff().isPresent() && policy.cutoff().get().isAfter(presence.seen()))
      LOG.warn("storage: the cutoff date {} is still to come: nothing goes", policy.cutoff().get());
  }

  private static String held(Optional<Instant> until) {
    return until
        .map(
            time ->
                "; nothing goes before " + time + ", since the server was away or its clock jumped")
        .orElse("");
  }

  /** Tells of a cycle that is over. */
  void finished(long number, CycleReport report, Presence presence) {
    Space examined = report.space().of(Outcome.EXAMINED, Optional.empty());
    LOG.info(
        "storage: crawl {} looked at {} shares, {} of which can't be read",
        number,
        examined.shares() + report.corrupt().size(),
        report.corrupt().size());
    Space expired = report.space().of(Outcome.CONFIGURED, Optional.empty());
    Space gone = report.space().of(Outcome.ACTUAL, Optional.empty());
    if (policy.enabled())
      LOG.info(
          "storage: {} shares of {} bytes have no lease that holds, {} of {} bytes went to the"
              + " trash{}",
          expired.shares(),
          expired.shareBytes(),
          gone.shares(),
          gone.shareBytes(),
          held(presence.heldUntil()));
    else
      LOG.info(
          "storage: {} shares of {} bytes would go if \"storage.expire.enabled\" were true",
          expired.shares(),
          expired.shareBytes());
  }
}
