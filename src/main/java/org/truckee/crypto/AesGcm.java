package org.truckee.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Seals small values with AES-256-GCM: without the key, nobody can read or change one, or pass it
 * off in another place than the one it was sealed for. The sealed form is {@code nonce ||
 * ciphertext || tag}, a nonce of 12 bytes and a tag of 16. Nonces come from chance, so a key must
 * not seal more than some four billion values.
 */
public final class AesGcm {
  /** The bytes by which the sealed form is longer. */
  public static final int OVERHEAD = 28;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final IdleEngines<Cipher> ciphers =
      new IdleEngines<>(() -> Cipher.getInstance("AES/GCM/NoPadding"));

  /** Seals and opens under {@code key}, of 32 bytes. */
  public AesGcm(Secret key) {
    if (key.size() != 32) throw new IllegalArgumentException("AES-256 key of " + key.size());
    this.key = new SecretKeySpec(key.bytes().toArray(), "AES");
  }

  /** The sealed form of {@code plaintext}, good only at {@code place}. */
  public Bytes seal(Bytes plaintext, Bytes place, RandomGenerator random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          ciphers.use(
              cipher ->
                  begun(cipher, Cipher.ENCRYPT_MODE, nonce, place).doFinal(plaintext.toArray()));
      return Bytes.concat(Bytes.wrap(nonce), Bytes.wrap(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 failed on valid arguments", e);
    }
  }

  /**
   * The value that was sealed for {@code place}; empty if {@code sealed} is not what {@link #seal}
   * gave for it.
   */
  public Optional<Bytes> open(Bytes sealed, Bytes place) {
    if (sealed.size() < OVERHEAD) return Optional.empty();
    byte[] all = sealed.toArray();
    try {
      byte[] plaintext =
          ciphers.use(
              cipher ->
                  begun(cipher, Cipher.DECRYPT_MODE, all, place)
                      .doFinal(all, NONCE, all.length - NONCE));
      return Optional.of(Bytes.wrap(plaintext));
    } catch (AEADBadTagException changed) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 failed on valid arguments", e);
    }
  }

  /** The cipher, set up with the nonce that stands first in {@code nonce}. */
  private Cipher begun(Cipher cipher, int mode, byte[] nonce, Bytes place)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
    cipher.updateAAD(place.asByteBuffer());
    return cipher;
  }
}
