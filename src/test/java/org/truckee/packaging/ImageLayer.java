package org.truckee.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A layer of an image: a packed tar archive.
 *
 * @param file where it is
 * @param digest the digest of the file
 * @param contents the digest of the archive before it was packed
 */
record ImageLayer(Path file, String digest, String contents) {
  /** Adds the entries of a layer. */
  interface Filling {
    void fill(TarFile tar) throws IOException;
  }

  /** Writes what {@code filling} adds to {@code file}. */
  static ImageLayer write(Path file, Instant time, Filling filling) throws IOException {
    MessageDigest packed = sha256();
    MessageDigest plain = sha256();
    OutputStream disk =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), packed);
    try (TarFile tar = new TarFile(new DigestOutputStream(new SmallGzip(disk), plain), time)) {
      filling.fill(tar);
    }
    return new ImageLayer(file, named(packed), named(plain));
  }

  /** The digest of {@code bytes}. */
  static String digest(byte[] bytes) {
    MessageDigest sha256 = sha256();
    sha256.update(bytes);
    return named(sha256);
  }

  private static String named(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
