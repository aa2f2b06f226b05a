package org.truckee.cap;

import java.util.Optional;
import org.truckee.crypto.StorageIndex;

/**
 * The power to find the shares of a file or directory and to check that they are whole, without
 * reading them.
 */
public sealed interface VerifyCap extends Capability
    permits ChkVerifyCap, MutableVerifyCap, DirectoryVerifyCap {
  /** The address of the shares. */
  StorageIndex storageIndex();

  @Override
  default Optional<ReadCap> readCap() {
    return Optional.empty();
  }

  @Override
  default Optional<VerifyCap> verifyCap() {
    return Optional.of(this);
  }
}
