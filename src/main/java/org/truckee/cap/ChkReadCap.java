package org.truckee.cap;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;

/** The right to read one immutable file: its key, the hash of its UEB, and how it was encoded. */
public record ChkReadCap(Secret key, Bytes uebHash, int needed, int total, long size)
    implements ReadCap {
  static final String PREFIX = "URI:CHK:";

  /** Checks sizes and ranges. */
  public ChkReadCap {
    if (key.size() != 16) throw new IllegalArgumentException("key of " + key.size());
    Encoding.check(uebHash, needed, total, size);
  }

  /** The address of its shares. */
  public StorageIndex storageIndex() {
    return StorageIndex.ofKey(key);
  }

  /** The right to check its shares. */
  public ChkVerifyCap toVerifyCap() {
    return new ChkVerifyCap(storageIndex(), uebHash, needed, total, size);
  }

  @Override
  public String toUri() {
    return PREFIX + key.reveal() + ":" + uebHash + ":" + needed + ":" + total + ":" + size;
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return Optional.of(toVerifyCap());
  }

  @Override
  public boolean isMutable() {
    return false;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  /** The fields that every capability of an encoded immutable file carries. */
  static final class Encoding {
    private Encoding() {}

    static void check(Bytes uebHash, int needed, int total, long size) {
      Objects.requireNonNull(uebHash, "uebHash");
      if (uebHash.size() != 32)
        throw new IllegalArgumentException("UEB hash must be 32 bytes: " + uebHash.size());
      if (needed < 1 || needed > total || total > 256)
        throw new IllegalArgumentException(needed + "-of-" + total);
      if (size < 1) throw new IllegalArgumentException("impossible size: " + size);
    }
  }
}
