package org.truckee.web.writing;

import java.util.Base64;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.KeySource;
import org.truckee.mutable.FileKeyPair;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.FileFormat;

/**
 * The way in which a new file is to be kept.
 *
 * @param format its format; empty for a file that can change, in the gateway's usual format
 * @param key the source of the key of a file that never changes
 * @param label the sender's name for the upload, to find it among those that are under way
 * @param keys the key pair that the request brings for a file that can change
 */
public record Kept(
    Optional<FileFormat> format, KeySource key, String label, Optional<FileKeyPair> keys) {
  /** The way of a request that says nothing of it. */
  static final Kept USUAL =
      new Kept(Optional.of(FileFormat.CHK), KeySource.CONVERGENT, "", Optional.empty());

  /**
   * The way in {@code format=}, {@code convergent=}, {@code private-key=} and {@code upload-id=}.
   */
  public static Kept of(Arguments arguments) {
    Optional<FileFormat> format = format(arguments);
    return new Kept(
        format,
        arguments.convergent() ? KeySource.CONVERGENT : KeySource.RANDOM,
        arguments.get("upload-id").filter(id -> id.matches("[a-zA-Z0-9]{1,40}")).orElse(""),
        format.filter(FileFormat.CHK::equals).isPresent() ? Optional.empty() : keyPair(arguments));
  }

  private static Optional<FileFormat> format(Arguments arguments) {
    if (!arguments.text("format").isEmpty()) return arguments.format();
    return arguments.is("mutable") ? Optional.empty() : Optional.of(FileFormat.CHK);
  }

  /** Returns whether the file never changes. */
  boolean isImmutable() {
    return format.filter(FileFormat.CHK::equals).isPresent();
  }

  /** The key pair that a request brings for the file it makes. */
  static Optional<FileKeyPair> keyPair(Arguments arguments) {
    return arguments.get("private-key").filter(text -> !text.isEmpty()).map(Kept::keyPair);
  }

  private static FileKeyPair keyPair(String text) {
    try {
      return FileKeyPair.ofPkcs8(new Secret(Bytes.wrap(Base64.getUrlDecoder().decode(text))));
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "private-key= must be an RSA key of "
              + FileKeyPair.BITS
              + " bits (PKCS#8, DER) in URL-safe base64",
          e);
    }
  }
}
