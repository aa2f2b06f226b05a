package org.truckee.client.audit;

import java.util.Objects;
import org.truckee.client.server.StorageServer;

/**
 * A share that a server says it has, and what came of asking for some of it.
 *
 * @param reason the failure in a sentence; empty if the share is good
 */
public record AuditedShare(
    StorageServer server, int number, AuditVerdict verdict, SampledBlocks sample, String reason) {
  /** Checks that all is there. */
  public AuditedShare {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(reason, "reason");
  }

  /** A share that proved {@code sample}. */
  static AuditedShare good(StorageServer server, int number, SampledBlocks sample) {
    return new AuditedShare(server, number, AuditVerdict.GOOD, sample, "");
  }

  /** A share that proved nothing, for {@code reason}. */
  static AuditedShare not(StorageServer server, int number, AuditVerdict verdict, String reason) {
    return new AuditedShare(server, number, verdict, SampledBlocks.NONE, reason);
  }

  /** Returns whether the share is good. */
  public boolean isGood() {
    return verdict == AuditVerdict.GOOD;
  }
}
