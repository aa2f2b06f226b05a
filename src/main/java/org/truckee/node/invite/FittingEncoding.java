package org.truckee.node.invite;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The encoding of new files on a grid of some servers: of ten or more as usual, and of fewer so
 * that some of them may be away for an upload, and some more for a download.
 *
 * @param needed the shares that are enough for a download
 * @param happy the servers that an upload needs
 * @param total the shares of a file
 */
public record FittingEncoding(int needed, int happy, int total) {
  private static final int USUAL_NEEDED = 3;
  private static final int USUAL_TOTAL = 10;

  /** The encoding for {@code servers}; the usual one if there is none. */
  public static FittingEncoding of(int servers) {
    int total = servers < 1 ? USUAL_TOTAL : Math.min(servers, USUAL_TOTAL);
    int away = total == 1 ? 0 : Math.max(1, total * USUAL_NEEDED / USUAL_TOTAL);
    int needed = total < 3 ? 1 : total < 8 ? 2 : USUAL_NEEDED;
    return new FittingEncoding(needed, total - away, total);
  }

  /** Adds it to the settings of a gateway. */
  public void addTo(ObjectNode gateway) {
    gateway.putObject("encoding").put("needed", needed).put("happy", happy).put("total", total);
  }

  /** As users read it. */
  @Override
  public String toString() {
    return "%d-of-%d, on at least %d servers".formatted(needed, total, happy);
  }
}
