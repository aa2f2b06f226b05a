package org.truckee.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.truckee.bytes.Secret;

/**
 * AES-128 in counter mode, the counter starting at zero: encrypting and decrypting are the same,
 * and any part of a file can be done by itself. It keeps contents secret and does not protect them
 * from change; hashes do that. A key must never encrypt two different contents. Not thread-safe.
 */
public final class AesCtr {
  private static final int BLOCK = 16;

  /**
   * The bytes that the JDK's cipher is given at once: it uses the processor's AES only where its
   * caller is compiled, and a few large calls would not make it so for a long time.
   */
  private static final int STRETCH = 8 << 10;

  private final Cipher cipher;
  private final SecretKeySpec key;

  /** A cipher under {@code key}, of 16 bytes. */
  public AesCtr(Secret key) {
    if (key.size() != 16) throw new IllegalArgumentException("AES-128 key of " + key.size());
    this.key = new SecretKeySpec(key.bytes().toArray(), "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/CTR", e);
    }
    seek(0);
  }

  /** Goes to byte {@code position} of the file. */
  public AesCtr seek(long position) {
    if (position < 0) throw new IllegalArgumentException("negative position: " + position);
    byte[] counter = ByteBuffer.allocate(BLOCK).putLong(8, position / BLOCK).array();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      int skip = (int) (position % BLOCK);
      if (skip > 0) cipher.update(new byte[skip]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-128 failed on valid arguments", e);
    }
    return this;
  }

  /**
   * Encrypts or decrypts the next {@code length} bytes of the file, from {@code in} to {@code out}.
   * The two must be different arrays: in place takes four times as long.
   */
  public void process(byte[] in, int inOffset, byte[] out, int outOffset, int length) {
    Objects.checkFromIndexSize(inOffset, length, in.length);
    Objects.checkFromIndexSize(outOffset, length, out.length);
    try {
      for (int done = 0; done < length; done += STRETCH) {
        int part = Math.min(STRETCH, length - done);
        cipher.update(in, inOffset + done, part, out, outOffset + done);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-128 failed on valid arguments", e);
    }
  }
}
