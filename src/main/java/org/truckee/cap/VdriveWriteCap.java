package org.truckee.cap;

import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Tag;

/**
 * The right to change a directory that is kept on a vdrive server. All else follows from its key:
 * the key that signs entries, and the key that reads them.
 */
public record VdriveWriteCap(Secret writeKey) implements WriteCap {
  /** The bytes of a write key. */
  public static final int KEY_SIZE = 32;

  static final String PREFIX = "URI:DIR:";

  /** Checks the size. */
  public VdriveWriteCap {
    if (writeKey.size() != KEY_SIZE)
      throw new IllegalArgumentException("write key of " + writeKey.size());
  }

  /** The key that entries are signed with. */
  public Ed25519SigningKey signingKey() {
    return new Ed25519SigningKey(new Secret(Tag.VDRIVE_SIGNING_KEY.hash(writeKey.bytes())));
  }

  /** The right to read it. */
  public VdriveReadCap toReadCap() {
    Secret readKey = new Secret(Tag.VDRIVE_READ_KEY.hash(writeKey.bytes()));
    return new VdriveReadCap(readKey, VdriveVerifyCap.of(signingKey().verifyingKey()));
  }

  @Override
  public String toUri() {
    return PREFIX + writeKey.reveal();
  }

  @Override
  public Optional<ReadCap> readCap() {
    return Optional.of(toReadCap());
  }

  @Override
  public Optional<VerifyCap> verifyCap() {
    return toReadCap().verifyCap();
  }

  @Override
  public boolean isDirectory() {
    return true;
  }
}
