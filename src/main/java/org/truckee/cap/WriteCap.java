package org.truckee.cap;

/** The power to change a file or directory, and so to read and check it. */
public sealed interface WriteCap extends Capability
    permits MutableWriteCap, DirectoryWriteCap, VdriveWriteCap {
  @Override
  default boolean isMutable() {
    return true;
  }
}
