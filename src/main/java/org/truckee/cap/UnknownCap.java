package org.truckee.cap;

import java.util.Optional;

/**
 * A capability of a kind that is not known here: kept as it was given, for programs that know it.
 */
public record UnknownCap(String uri) implements Capability {
  @Override
  public String toUri() {
    return uri;
  }

  @Override
  public Optional<ReadCap> readCap() {
    return Optional.empty();
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return Optional.empty();
  }

  @Override
  public boolean isMutable() {
    return false;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public String toString() {
    return "UnknownCap";
  }
}
