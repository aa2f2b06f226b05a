package org.truckee.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Pseudonyms for values: a value has one under each key, and a pseudonym tells nothing without the
 * key.
 */
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final IdleEngines<Mac> engines = new IdleEngines<>(() -> Mac.getInstance(ALGORITHM));

  /** Pseudonyms under {@code key}. */
  public HmacSha256(Secret key) {
    this.key = new SecretKeySpec(key.bytes().toArray(), ALGORITHM);
  }

  /** The pseudonym of {@code value}, of 32 bytes. */
  public Bytes of(Bytes value) {
    try {
      return engines.use(
          mac -> {
            mac.init(key);
            return Bytes.wrap(mac.doFinal(value.toArray()));
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
