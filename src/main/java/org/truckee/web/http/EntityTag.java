package org.truckee.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.flow.GridFile;
import org.truckee.client.mutable.read.MutableVersion;

/**
 * The tag of an answer, so that its holder need not get it again (RFC 9110, section 8.8.3): of an
 * immutable thing the storage index and the question, of a mutable file its version. A strong
 * validator; on the wire it stands in quotes.
 */
public record EntityTag(String text) {
  /** The tag of the answer to {@code t} about {@code cap}; empty if that can change. */
  public static Optional<EntityTag> of(Capability cap, String t) {
    if (cap.isMutable()) return Optional.empty();
    String kind = cap.isDirectory() ? "DIR:" : "";
    return Optional.of(
        new EntityTag(
            cap.verifyCap()
                .map(verify -> kind + verify.storageIndex() + "-" + t)
                .orElseGet(() -> kind + "LIT:" + digest(cap.toUri()) + "-" + t)));
  }

  private static String digest(String uri) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(uri.getBytes(StandardCharsets.UTF_8));
      return Base32.encode(Arrays.copyOf(whole, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The tag of the contents of {@code file}, which was opened by {@code cap}. */
  public static Optional<EntityTag> of(Capability cap, GridFile file) {
    return file instanceof MutableVersion version
        ? Optional.of(of(version.sequence(), version.rootHash()))
        : of(cap, "");
  }

  /** The tag of the contents of a version of a mutable file. */
  public static EntityTag of(long sequence, Bytes rootHash) {
    return new EntityTag(sequence + "-" + Base32.encode(rootHash.toArray()));
  }

  /** The text in headers. */
  public String quoted() {
    return "\"" + text + "\"";
  }
}
