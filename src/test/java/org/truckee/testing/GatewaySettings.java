package org.truckee.testing;

import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.Patience;
import org.truckee.placement.EncodingParameters;

/**
 * What differs between the gateways of tests.
 *
 * @param secret what lease and upload secrets are made from
 */
public record GatewaySettings(
    EncodingParameters encoding,
    long maximumFileSize,
    long memory,
    Patience patience,
    Secret secret) {
  private static final Secret SECRET = new Secret(Bytes.utf8("lease secret of the tests"));

  /** 3 of 10, happy with 7, in segments of 128 KiB. */
  public static GatewaySettings usual() {
    return encoding(3, 7, 10);
  }

  /** Any {@code needed} of {@code total}, in segments of 128 KiB. */
  public static GatewaySettings encoding(int needed, int happy, int total) {
    return new GatewaySettings(
        new EncodingParameters(needed, happy, total, 128 << 10),
        1L << 40,
        64 << 20,
        Patience.USUAL,
        SECRET);
  }

  /** The same with segments of at most {@code size} bytes. */
  public GatewaySettings segments(int size) {
    EncodingParameters smaller =
        new EncodingParameters(encoding.needed(), encoding.happy(), encoding.total(), size);
    return new GatewaySettings(smaller, maximumFileSize, memory, patience, secret);
  }

  /** The same for files of at most {@code size} bytes. */
  public GatewaySettings filesUpTo(long size) {
    return new GatewaySettings(encoding, size, memory, patience, secret);
  }

  /** The same with {@code bytes} of memory for all transfers. */
  public GatewaySettings memory(long bytes) {
    return new GatewaySettings(encoding, maximumFileSize, bytes, patience, secret);
  }

  /** The same with {@code time} for servers and readers. */
  public GatewaySettings patience(Patience time) {
    return new GatewaySettings(encoding, maximumFileSize, memory, time, secret);
  }

  /** The same for somebody else. */
  public GatewaySettings secret(String other) {
    Secret theirs = new Secret(Bytes.utf8(other));
    return new GatewaySettings(encoding, maximumFileSize, memory, patience, theirs);
  }
}
