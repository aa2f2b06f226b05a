package org.truckee.client.mutable.read;

import org.truckee.bytes.Bytes;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.ShareHead;
import org.truckee.mutable.SignedPrefix;

/**
 * A share that a server showed, with a valid signature.
 *
 * @param first the first bytes of the share, all of them if it is small
 */
public record FoundShare(StorageServer server, ShareHead head, Bytes first) {
  /** Its number. */
  public int number() {
    return head.shareNumber();
  }

  /** The version that it belongs to. */
  SignedPrefix version() {
    return head.prefix();
  }
}
