package org.truckee.storage.share;

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

  /**
   * The uploads of one client beside those of all.
   *
   * @param own the client's uploads
   * @param promised the bytes that the client has been promised and that have not come
   * @param all the uploads of all clients
   */
  public record Taken(int own, long promised, int all) {
    /** Returns whether the client may begin one more, of {@code size} bytes of {@code space}. */
    public boolean allowsOneMore(long size, long space, int most) {
      boolean alone = own == all;
      return allow(own, 1, (long) most - all, alone) && allow(promised, size, space, alone);
    }

    /** The same with one more of the client's. */
    public Taken withOneMore(long size) {
      return new Taken(own + 1, promised + size, all + 1);
    }
  }
}
