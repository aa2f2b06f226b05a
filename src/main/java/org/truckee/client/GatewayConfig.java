package org.truckee.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.placement.EncodingParameters;

/**
 * The settings of a gateway.
 *
 * @param files its ways with files
 * @param convergence the secret that makes keys of contents; gateways with the same one share the
 *     shares of equal files
 * @param secret the secret from which this node's lease and upload secrets are made
 * @param temporary the directory of uploads that are too large for memory
 */
public record GatewayConfig(FileSettings files, Secret convergence, Secret secret, Path temporary) {
  private static final long MAX_LISTINGS = 16 << 20;

  /** Checks that all is there. */
  public GatewayConfig {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(convergence, "convergence");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(temporary, "temporary");
  }

  /** The usual way to encode a file. */
  public EncodingParameters encoding() {
    return files.encoding();
  }

  /** The size of the largest file that is taken. */
  public long maximumFileSize() {
    return files.maximumFileSize();
  }

  /** The bytes that all transfers together may hold. */
  public long memory() {
    return files.memory();
  }

  /**
   * The part of the memory that tables of directories may take which are kept for their next
   * reader; and again as much that answers made of them may take.
   */
  long memoryForListings() {
    return Math.min(MAX_LISTINGS, memory() / 16);
  }

  /** The part for files that come in. */
  long memoryForIntake() {
    return Math.max(1, memory() / 4);
  }

  /** The part for what is on its way between here and the servers. */
  long memoryForTransfers() {
    return Math.max(1, memory() - memoryForIntake() - 2 * memoryForListings());
  }

  /** The format of a new mutable file, where a request names none. */
  public MutableFormat mutableFormat() {
    return files.mutableFormat();
  }

  /** The time for which drives keep what was taken away; zero if they have no trash. */
  public Duration trash() {
    return Duration.ofDays(files.trashDays());
  }
}
