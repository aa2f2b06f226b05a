package org.truckee.protocol.storage;

import org.truckee.bytes.Digits;

/**
 * The word of our own beside those of Tahoe by which a small immutable share is stored in one
 * request, in place of an allocation and a write: {@code PUT} to the share's path, with the share
 * as its body and the secrets of an allocation. A server that takes such requests says so in a
 * header beside its version, which clients of Tahoe pass over.
 */
public final class WholeShares {
  /** The header with the size of the largest share that is taken whole, in bytes. */
  public static final String HEADER = "Truckee-Whole-Shares";

  /**
   * The largest share that is sent whole, in bytes: about what a new connection carries in its
   * first round trip, so that little is lost where the server has the share already.
   */
  public static final int LARGEST = 16 << 10;

  private WholeShares() {}

  /** The size that {@code header} tells, and 0 if it tells none; {@code null} is no header. */
  public static int largest(String header) {
    return header != null && Digits.areAll(header, 9) ? Integer.parseInt(header) : 0;
  }
}
