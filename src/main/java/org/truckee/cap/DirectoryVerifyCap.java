package org.truckee.cap;

import org.truckee.crypto.StorageIndex;

/** The right to check the shares of the file that a directory is kept in. */
public record DirectoryVerifyCap(VerifyCap file) implements VerifyCap {
  /** A directory is kept in a file, not in a directory. */
  public DirectoryVerifyCap {
    if (file.isDirectory()) throw new IllegalArgumentException("a directory in a directory");
  }

  @Override
  public StorageIndex storageIndex() {
    return file.storageIndex();
  }

  @Override
  public String toUri() {
    return DirectoryText.of(file);
  }

  @Override
  public boolean isMutable() {
    return file.isMutable();
  }

  @Override
  public boolean isDirectory() {
    return true;
  }
}
