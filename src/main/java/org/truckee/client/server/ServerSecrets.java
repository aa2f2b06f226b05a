package org.truckee.client.server;

import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.crypto.TaggedHasher;

/**
 * The secrets that this gateway shows to each server, all made from one. An upload secret is made
 * in the same way each time, so that a gateway which died in the middle of an upload can take it up
 * again.
 */
public record ServerSecrets(Secret node) {
  private static final Bytes UPLOAD = Bytes.utf8("truckee_upload_secret_v1");

  /** The secrets of this gateway's lease on the shares of a file at {@code server}. */
  public LeaseSecrets leases(StorageIndex storageIndex, StorageServer server) {
    return LeaseSecrets.derive(node, storageIndex, server.tubId());
  }

  /** The secret of this gateway's uploads of shares of a file to {@code server}: 32 bytes. */
  public Secret upload(StorageIndex storageIndex, StorageServer server) {
    return new Secret(
        TaggedHasher.tagged(UPLOAD, 32)
            .update(node.bytes())
            .update(storageIndex.bytes())
            .update(server.tubId())
            .digest());
  }

  /**
   * The write enabler, which shows a server the right to change the shares of the mutable file of
   * {@code master}.
   */
  public Secret writeEnabler(Secret master, StorageServer server) {
    return new Secret(Tag.WRITE_ENABLER.hash(master.bytes(), server.tubId()));
  }
}
