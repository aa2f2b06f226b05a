package org.truckee.cap;

import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/** The right to find and check the shares of one mutable file. */
public record MutableVerifyCap(MutableFormat format, StorageIndex storageIndex, Bytes fingerprint)
    implements VerifyCap {
  /** Checks sizes. */
  public MutableVerifyCap {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(storageIndex, "storageIndex");
    if (fingerprint.size() != 32)
      throw new IllegalArgumentException("fingerprint of " + fingerprint.size());
  }

  @Override
  public String toUri() {
    return format.filePrefix("-Verifier") + storageIndex + ":" + fingerprint;
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }
}
