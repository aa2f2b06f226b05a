package org.truckee.cap;

import java.util.Optional;

/** The right to read a directory, kept in a file of any kind. */
public record DirectoryReadCap(ReadCap file) implements ReadCap {
  /** A directory is kept in a file, not in a directory. */
  public DirectoryReadCap {
    if (file.isDirectory()) throw new IllegalArgumentException("a directory in a directory");
  }

  @Override
  public String toUri() {
    return DirectoryText.of(file);
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return file.verifyCap().map(DirectoryVerifyCap::new);
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
