package org.truckee.testing;

import org.truckee.placement.EncodingParameters;

/** What differs between the gateways of tests. */
public record GatewaySettings(EncodingParameters encoding, long maximumFileSize, long memory) {
  /** 3 of 10, happy with 7, in segments of 128 KiB. */
  public static GatewaySettings usual() {
    return encoding(3, 7, 10);
  }

  /** Any {@code needed} of {@code total}, in segments of 128 KiB. */
  public static GatewaySettings encoding(int needed, int happy, int total) {
    return new GatewaySettings(
        new EncodingParameters(needed, happy, total, 128 << 10), 1L << 40, 64 << 20);
  }

  /** The same with segments of at most {@code size} bytes. */
  public GatewaySettings segments(int size) {
    return new GatewaySettings(
        new EncodingParameters(encoding.needed(), encoding.happy(), encoding.total(), size),
        maximumFileSize,
        memory);
  }

  /** The same for files of at most {@code size} bytes. */
  public GatewaySettings filesUpTo(long size) {
    return new GatewaySettings(encoding, size, memory);
  }

  /** The same with {@code bytes} of memory for all transfers. */
  public GatewaySettings memory(long bytes) {
    return new GatewaySettings(encoding, maximumFileSize, bytes);
  }
}
