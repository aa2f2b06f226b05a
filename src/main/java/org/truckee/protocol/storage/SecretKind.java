package org.truckee.protocol.storage;

import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * The secrets that requests to a storage server carry, each in a header {@code
 * X-Tahoe-Authorization: KIND BASE64}.
 */
public enum SecretKind {
  /** Renews a lease; 32 bytes. */
  LEASE_RENEW("lease-renew-secret"),
  /** Cancels a lease; 32 bytes. */
  LEASE_CANCEL("lease-cancel-secret"),
  /** Shows that the writer of a share is the one that allocated it. */
  UPLOAD("upload-secret"),
  /** Shows the right to change a mutable share. */
  WRITE_ENABLER("write-enabler");

  /** The header that secrets travel in. */
  public static final String HEADER = "X-Tahoe-Authorization";

  private static final int LEASE_SECRET_SIZE = 32;
  private static final int MAX_SIZE = 1024;

  private final String text;

  SecretKind(String text) {
    this.text = text;
  }

  /** The value of the header that carries {@code secret} as this kind. */
  public String headerValue(Secret secret) {
    return text + " " + Base64.getEncoder().encodeToString(secret.bytes().toArray());
  }

  /**
   * Reads all headers of a request, which must carry exactly the {@code expected} kinds, each once.
   * {@code BAD_REQUEST} otherwise, or if one is unreadable or a lease secret has not 32 bytes; the
   * message names kinds and quotes nothing.
   */
  public static Map<SecretKind, Secret> read(List<String> headers, Set<SecretKind> expected) {
    Map<SecretKind, Secret> secrets = new EnumMap<>(SecretKind.class);
    for (String header : headers) {
      SecretKind kind = kind(header);
      if (secrets.put(kind, secret(kind, header)) != null) throw bad(kind.text + " is given twice");
    }
    if (!secrets.keySet().equals(expected)) {
      throw bad(
          "expected exactly "
              + names(expected)
              + " in "
              + HEADER
              + " headers, got "
              + names(secrets.keySet()));
    }
    return secrets;
  }

  private static SecretKind kind(String header) {
    int space = header.indexOf(' ');
    for (SecretKind kind : values()) {
      if (space == kind.text.length() && header.startsWith(kind.text)) return kind;
    }
    throw bad("a " + HEADER + " header names no known kind of secret");
  }

  private static Secret secret(SecretKind kind, String header) {
    String encoded = header.substring(kind.text.length() + 1).strip();
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw bad(kind.text + " is not base64");
    }
    boolean lease = kind == LEASE_RENEW || kind == LEASE_CANCEL;
    if (lease && bytes.length != LEASE_SECRET_SIZE)
      throw bad("lease secrets must be 32 bytes long");
    if (bytes.length == 0 || bytes.length > MAX_SIZE)
      throw bad(kind.text + " is empty or too long");
    return new Secret(Bytes.wrap(bytes));
  }

  private static List<String> names(Set<SecretKind> kinds) {
    return kinds.stream().sorted().map(kind -> kind.text).toList();
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
