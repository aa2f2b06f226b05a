package org.truckee.web.record;

import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;
import org.truckee.crypto.StorageIndex;

/**
 * The names of things in a record: the first 16 bytes of HMAC-SHA-256, under a key of the node, of
 * the storage index in base32; written in hexadecimal digits. Who has the key finds a thing by its
 * storage index; who has only the record learns none. Thread-safe.
 */
public final class RecordMark {
  private static final int BYTES = 16;

  private final HmacSha256 pseudonyms;

  /** Marks under {@code key}. */
  public RecordMark(Secret key) {
    pseudonyms = new HmacSha256(key);
  }

  /** The mark of the thing that is kept under {@code storageIndex}. */
  public String of(StorageIndex storageIndex) {
    return pseudonyms.of(Bytes.utf8(storageIndex.toString())).slice(0, BYTES).toHex();
  }
}
