package org.truckee.cap;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Tag;

/**
 * The right to change one mutable file: the key that its private key is sealed with, and the public
 * key's fingerprint.
 */
public record MutableWriteCap(MutableFormat format, Secret writeKey, Bytes fingerprint)
    implements WriteCap {
  /** Checks sizes. */
  public MutableWriteCap {
    Objects.requireNonNull(format, "format");
    if (writeKey.size() != 16 || fingerprint.size() != 32)
      throw new IllegalArgumentException("key or fingerprint size");
  }

  /** The right to read the same file. */
  public MutableReadCap toReadCap() {
    return new MutableReadCap(
        format, new Secret(Tag.MUTABLE_READ_KEY.hash(writeKey.bytes())), fingerprint);
  }

  /** The secret that the write enablers of all servers are made of; it gives nothing to read. */
  public Secret writeEnablerMaster() {
    return new Secret(Tag.WRITE_ENABLER_MASTER.hash(writeKey.bytes()));
  }

  @Override
  public String toUri() {
    return format.filePrefix("") + writeKey.reveal() + ":" + fingerprint;
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
    return false;
  }
}
