package org.truckee.cap;

import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/** The right to find and check the shares of one immutable file. */
public record ChkVerifyCap(
    StorageIndex storageIndex, Bytes uebHash, int needed, int total, long size)
    implements VerifyCap {
  static final String PREFIX = "URI:CHK-Verifier:";

  /** Checks sizes and ranges. */
  public ChkVerifyCap {
    Objects.requireNonNull(storageIndex, "storageIndex");
    ChkReadCap.Encoding.check(uebHash, needed, total, size);
  }

  @Override
  public String toUri() {
    return PREFIX + storageIndex + ":" + uebHash + ":" + needed + ":" + total + ":" + size;
  }

  @Override
  public boolean isMutable() {
    return false;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }
}
