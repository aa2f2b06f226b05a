package org.truckee.cap;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;

/** The right to read one mutable file. */
public record MutableReadCap(MutableFormat format, Secret readKey, Bytes fingerprint)
    implements ReadCap {
  /** Checks sizes. */
  public MutableReadCap {
    Objects.requireNonNull(format, "format");
    if (readKey.size() != 16 || fingerprint.size() != 32)
      throw new IllegalArgumentException("key or fingerprint size");
  }

  /** The right to check its shares. */
  public MutableVerifyCap toVerifyCap() {
    StorageIndex storageIndex = new StorageIndex(Tag.MUTABLE_STORAGE_INDEX.hash(readKey.bytes()));
    return new MutableVerifyCap(format, storageIndex, fingerprint);
  }

  @Override
  public String toUri() {
    return format.filePrefix("-RO") + readKey.reveal() + ":" + fingerprint;
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return Optional.of(toVerifyCap());
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
