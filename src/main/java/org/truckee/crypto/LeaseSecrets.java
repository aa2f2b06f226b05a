package org.truckee.crypto;

import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * The two secrets that a lease on one file at one server is renewed and cancelled with. They follow
 * from the node's secret alone, so nothing has to be kept for each lease, and no server learns the
 * secrets of another one. Source: Tahoe's lease.rst.
 */
public record LeaseSecrets(Secret renew, Secret cancel) {
  /** Checks the sizes. */
  public LeaseSecrets {
    if (renew.size() != 32 || cancel.size() != 32)
      throw new IllegalArgumentException("lease secrets have 32 bytes");
  }

  /**
   * The secrets for the shares of {@code storageIndex} at the server whose TubID is {@code tubId},
   * of 20 bytes.
   */
  public static LeaseSecrets derive(Secret node, StorageIndex storageIndex, Bytes tubId) {
    if (tubId.size() != 20)
      throw new IllegalArgumentException("a TubID has 20 bytes, not " + tubId.size());
    return new LeaseSecrets(
        derive(node, Tag.CLIENT_RENEWAL, Tag.FILE_RENEWAL, Tag.BUCKET_RENEWAL, storageIndex, tubId),
        derive(node, Tag.CLIENT_CANCEL, Tag.FILE_CANCEL, Tag.BUCKET_CANCEL, storageIndex, tubId));
  }

  private static Secret derive(
      Secret node, Tag client, Tag file, Tag bucket, StorageIndex storageIndex, Bytes tubId) {
    Bytes ofClient =
        TaggedHasher.tagged(node.bytes(), client.size()).update(client.text()).digest();
    return new Secret(bucket.hash(file.hash(ofClient, storageIndex.bytes()), tubId));
  }
}
