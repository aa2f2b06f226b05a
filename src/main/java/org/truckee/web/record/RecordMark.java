package org.truckee.web.record;

import java.util.Locale;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;
import org.truckee.crypto.StorageIndex;

/**
 * The names of things and members in a record: the first 16 bytes of HMAC-SHA-256, under a key of
 * the node, of the storage index in base32, or of {@code member:} and the name in small letters;
 * written in hexadecimal digits. Who has the key finds a thing by its storage index; who has only
 * the record learns none. Thread-safe.
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
    return of(storageIndex.toString());
  }

  /** The mark of the member {@code name}, whose letters' case does not count. */
  public String ofMember(String name) {
    return of("member:" + name.toLowerCase(Locale.ROOT));
  }

  private String of(String text) {
    return pseudonyms.of(Bytes.utf8(text)).slice(0, BYTES).toHex();
  }
}
