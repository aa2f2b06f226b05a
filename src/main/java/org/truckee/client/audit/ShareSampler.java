package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.SortedSet;
import org.truckee.client.server.StorageServer;

/**
 * Reads random blocks of the shares of one file, with the hashes that lead from each to the file's
 * verify capability. Event loop only.
 */
interface ShareSampler {
  /** The numbers of the shares that {@code server} says it has. */
  Future<SortedSet<Integer>> claims(StorageServer server);

  /**
   * The part of share {@code number} that was read and proved, with {@code count} random blocks, or
   * all if there are fewer. {@code CORRUPT} if an answer is wrong, {@code CONFLICT} if that may be
   * so because somebody is writing.
   */
  Future<SampledBlocks> sample(StorageServer server, int number, int count);

  /** Tells {@code server} that its share {@code number} is damaged. */
  Future<Void> report(StorageServer server, int number, String reason);

  /** The numbers of shares of the file; empty as long as no share has told. */
  Optional<AuditResults.Code> code();
}
