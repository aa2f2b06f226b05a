package org.truckee.cap;

import java.util.Optional;
import org.truckee.crypto.StorageIndex;

/**
 * The power to find the shares or entries that servers keep of a file or directory, and to check
 * that they are whole, without reading them.
 */
public sealed interface VerifyCap extends Capability
    permits ChkVerifyCap, MutableVerifyCap, DirectoryVerifyCap, VdriveVerifyCap {
  /** The address of the shares or, for a directory on a vdrive server, of its entries. */
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
