package org.truckee.client.mutable.read;

import org.truckee.bytes.Bytes;
import org.truckee.client.server.StorageServer;

/**
 * A useless share: malformed, not signed by the file's key, or not yet written to its end.
 *
 * @param first the first bytes of the share
 */
record DamagedShare(StorageServer server, int number, Bytes first, String reason) {
  /**
   * Returns whether it may be unfinished work of a writer that claims to make a version newer than
   * {@code sequence}.
   */
  boolean mayBeUnfinished(long sequence) {
    return first.size() > 8 && first.asByteBuffer().getLong(1) > sequence;
  }

  /** Returns whether it begins with {@code mark}. */
  boolean beginsWith(Bytes mark) {
    return first.size() >= mark.size() && first.slice(0, mark.size()).equals(mark);
  }
}
