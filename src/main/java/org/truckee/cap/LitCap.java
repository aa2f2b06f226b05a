package org.truckee.cap;

import java.util.Optional;
import org.truckee.bytes.Secret;

/** A file so small that its capability holds it: there are no shares. */
public record LitCap(Secret contents) implements ReadCap {
  /** The largest file that is written in this form. */
  public static final int MAX_SIZE = 55;

  static final String PREFIX = "URI:LIT:";

  @Override
  public String toUri() {
    return PREFIX + contents.reveal();
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
}
