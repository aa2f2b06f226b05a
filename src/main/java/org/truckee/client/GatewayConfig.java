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

  /** The format of a new mutable file, where a request names none. */
  public MutableFormat mutableFormat() {
    return files.mutableFormat();
  }

  /** The time for which drives keep what was taken away; zero if they have no trash. */
  public Duration trash() {
    return Duration.ofDays(files.trashDays());
  }
}
