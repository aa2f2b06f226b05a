package org.truckee.client;

import java.nio.file.Path;
import java.util.Objects;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.placement.EncodingParameters;

/**
 * The settings of a gateway.
 *
 * @param encoding the encoding of files
 * @param convergence the secret that makes keys of contents; gateways with the same one share the
 *     shares of equal files
 * @param secret the secret from which this node's lease and upload secrets are made
 * @param temporary the directory of uploads that are too large for memory
 * @param maximumFileSize the largest file that is taken
 * @param memory the bytes that all transfers together may hold
 * @param mutableFormat the format of a new mutable file, where a request names none
 */
public record GatewayConfig(
    EncodingParameters encoding,
    Secret convergence,
    Secret secret,
    Path temporary,
    long maximumFileSize,
    long memory,
    MutableFormat mutableFormat) {
  /** The settings with the usual format of mutable files. */
  public GatewayConfig(
      EncodingParameters encoding,
      Secret convergence,
      Secret secret,
      Path temporary,
      long maximumFileSize,
      long memory) {
    this(encoding, convergence, secret, temporary, maximumFileSize, memory, MutableFormat.SDMF);
  }

  /** Checks that all is there. */
  public GatewayConfig {
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(convergence, "convergence");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(temporary, "temporary");
    Objects.requireNonNull(mutableFormat, "mutableFormat");
  }
}
