package org.truckee.cap;

import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;

/**
 * The right to find the entries of a directory on a vdrive server, and to check their signatures.
 *
 * @param keyHash the hash of the key that they are checked with
 */
public record VdriveVerifyCap(Bytes keyHash) implements VerifyCap {
  static final String PREFIX = "URI:DIR-Verifier:";

  /** Checks the size. */
  public VdriveVerifyCap {
    if (keyHash.size() != 32) throw new IllegalArgumentException("key hash of " + keyHash.size());
  }

  /** The right to check what {@code key} has signed. */
  public static VdriveVerifyCap of(Ed25519VerifyingKey key) {
    return new VdriveVerifyCap(Tag.VDRIVE_KEY_HASH.hash(key.bytes()));
  }

  /** The address of the directory, the same on whichever server it is kept. */
  @Override
  public StorageIndex storageIndex() {
    return new StorageIndex(Tag.VDRIVE_STORAGE_INDEX.hash(keyHash));
  }

  @Override
  public String toUri() {
    return PREFIX + keyHash;
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return true;
  }
}
