package org.truckee.client.flow;

import java.util.Optional;
import org.truckee.client.pool.FairPool;

/**
 * A run of segments that is fetched for a reader or has been; it gives its memory back exactly
 * once. Event loop only.
 */
final class RunAhead {
  final SegmentRun run;
  final long cost;
  Optional<FairPool.Grant> granted = Optional.empty();
  byte[] plaintext;

  /** A run that takes {@code cost} bytes of memory: its blocks and its plaintext. */
  RunAhead(SegmentRun run, long cost) {
    this.run = run;
    this.cost = cost;
  }

  /** Gives the memory back. */
  void release() {
    granted.ifPresent(FairPool.Grant::release);
    plaintext = null;
  }
}
