package org.truckee.cap;

import java.util.Optional;

/** The power to read a file or directory, and so to check it. */
public sealed interface ReadCap extends Capability
    permits ChkReadCap, LitCap, MutableReadCap, DirectoryReadCap, VdriveReadCap {
  @Override
  default Optional<ReadCap> readCap() {
    return Optional.of(this);
  }
}
