package org.truckee.dirnode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.Tag;

/**
 * Hides the write capabilities of a directory's children from holders of the read capability alone:
 * {@code salt (16) || AES-CTR(key, capability) || hmac (32)}. The salt follows from the capability,
 * so that sealing it again gives the same bytes; the key follows from the salt and the directory's
 * write key. The HMAC is Tahoe's own, made for its oldest readers and checked by none: the file
 * around it is signed.
 */
record WriteCapSeal(Secret writeKey) {
  private static final int SALT = 16;
  private static final int MAC = 32;

  /** Seals the text of a capability; an empty text too, so that a reader can't tell. */
  Bytes seal(String capability) {
    Bytes text = Bytes.utf8(capability);
    Bytes salt = Tag.CHILD_SALT.hash(text);
    Secret key = key(salt);
    Bytes sealed = Bytes.concat(salt, crypt(key, text));
    return Bytes.concat(sealed, mac(key.bytes(), sealed));
  }

  /** The text that was sealed. */
  String open(Bytes sealed) {
    if (sealed.size() == 0) return "";
    if (sealed.size() < SALT + MAC) {
      throw new GridException(
          GridException.Kind.CORRUPT, "a child's write capability breaks off in its directory");
    }
    Secret key = key(sealed.slice(0, SALT));
    return StoredChild.text(crypt(key, sealed.slice(SALT, sealed.size() - MAC)));
  }

  private Secret key(Bytes salt) {
    return new Secret(Tag.CHILD_WRITE_CAP_KEY.hash(salt, writeKey.bytes()));
  }

  private static Bytes crypt(Secret key, Bytes in) {
    byte[] out = new byte[in.size()];
    new AesCtr(key).process(in.toArray(), 0, out, 0, out.length);
    return Bytes.wrap(out);
  }

  private static Bytes mac(Bytes key, Bytes data) {
    MessageDigest sha256 = sha256();
    sha256.update(padded(key, (byte) 0x36));
    byte[] inner = sha256.digest(data.toArray());
    sha256.update(padded(key, (byte) 0x5c));
    return Bytes.wrap(sha256.digest(inner));
  }

  private static byte[] padded(Bytes key, byte pad) {
    byte[] bytes = key.toArray();
    for (int i = 0; i < bytes.length; i++) bytes[i] ^= pad;
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
