package org.truckee.storage.disk;

/**
 * The part of a server's room for uploads that one client may take: places, or bytes that are
 * promised and have not come. A client alone may take most of it. Beside others, it may take as
 * much as is left for them afterwards, so a newcomer always finds some.
 */
public final class UploadShares {
  private static final int KEPT_FOR_OTHERS = 8;

  private UploadShares() {}

  /**
   * Returns whether a client that has taken {@code own} may take {@code more} of the room {@code
   * left}; {@code alone} if no other has taken any.
   */
  public static boolean allow(long own, long more, long left, boolean alone) {
    if (more > left) return false;
    long kept = alone ? (own + left) / KEPT_FOR_OTHERS : own + more;
    return kept <= left - more;
  }
}
