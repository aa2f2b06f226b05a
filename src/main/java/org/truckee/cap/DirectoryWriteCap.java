package org.truckee.cap;

import java.util.Optional;

/** The right to change a directory that is kept in a mutable file. */
public record DirectoryWriteCap(MutableWriteCap file) implements WriteCap {
  @Override
  public String toUri() {
    return DirectoryText.of(file);
  }

  @Override
  public Optional<ReadCap> readCap() {
    return Optional.of(new DirectoryReadCap(file.toReadCap()));
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return file.verifyCap().map(DirectoryVerifyCap::new);
  }

  @Override
  public boolean isDirectory() {
    return true;
  }
}
