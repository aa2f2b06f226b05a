package org.truckee.cap;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Secret;

/** The right to read a directory that is kept on a vdrive server, and to tell it from a forgery. */
public record VdriveReadCap(Secret readKey, VdriveVerifyCap verify) implements ReadCap {
  /** The bytes of a read key. */
  public static final int KEY_SIZE = 32;

  static final String PREFIX = "URI:DIR-RO:";

  /** Checks the size. */
  public VdriveReadCap {
    Objects.requireNonNull(verify, "verify");
    if (readKey.size() != KEY_SIZE)
      throw new IllegalArgumentException("read key of " + readKey.size());
  }

  @Override
  public String toUri() {
    return PREFIX + readKey.reveal() + ":" + verify.keyHash();
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return Optional.of(verify);
  }

  @Override
  public boolean isMutable() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return true;
  }
}
