package org.truckee.crypto.pake;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Messages sealed under one key by NaCl's secretbox: XSalsa20 and Poly1305. A sealed message is
 * {@code nonce (24) || tag (16) || ciphertext}.
 *
 * @param key 32 bytes
 */
public record SecretBox(Secret key) {
  private static final int NONCE = 24;
  private static final int TAG = 16;
  private static final int MAC_KEY = 32;

  /** Checks the size of the key. */
  public SecretBox {
    if (key.size() != 32) throw new IllegalArgumentException("a key of " + key.size());
  }

  /** {@code message}, sealed with a nonce of {@code random}. */
  public Bytes seal(Bytes message, Random random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] stream = mixed(nonce, message.toArray());
    byte[] ciphertext = Bytes.wrap(stream).slice(MAC_KEY, stream.length).toArray();
    return Bytes.concat(
        Bytes.wrap(nonce), Bytes.wrap(tag(stream, ciphertext)), Bytes.wrap(ciphertext));
  }

  /** The message in {@code sealed}; empty if it was not sealed under this key. */
  public Optional<Bytes> open(Bytes sealed) {
    if (sealed.size() < NONCE + TAG) return Optional.empty();
    byte[] ciphertext = sealed.slice(NONCE + TAG, sealed.size()).toArray();
    byte[] stream = mixed(sealed.slice(0, NONCE).toArray(), ciphertext);
    byte[] tag = sealed.slice(NONCE, NONCE + TAG).toArray();
    if (!MessageDigest.isEqual(tag, tag(stream, ciphertext))) return Optional.empty();
    return Optional.of(Bytes.copyOf(stream, MAC_KEY, stream.length));
  }

  /** The key of the tag, and {@code text} mixed with the bytes of the stream that follow it. */
  private byte[] mixed(byte[] nonce, byte[] text) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key.bytes().toArray()), nonce));
    byte[] stream = new byte[MAC_KEY + text.length];
    System.arraycopy(text, 0, stream, MAC_KEY, text.length);
    cipher.processBytes(stream, 0, stream.length, stream, 0);
    return stream;
  }

  private static byte[] tag(byte[] stream, byte[] ciphertext) {
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(stream, 0, MAC_KEY));
    mac.update(ciphertext, 0, ciphertext.length);
    byte[] tag = new byte[TAG];
    mac.doFinal(tag, 0);
    return tag;
  }
}
