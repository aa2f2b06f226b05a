package org.truckee.protocol.entrust;

import java.util.List;
import java.util.Objects;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * A text of lines of ASCII, each ended by a line feed, whose last line is {@code signature BASE32}:
 * by Ed25519, over all lines before it. The second line names the key.
 *
 * @param signer the key that it is signed with
 * @param lines the lines before the last one
 * @param signature the signature, which tells this text from all others
 */
record SignedLines(Ed25519VerifyingKey signer, List<String> lines, Bytes signature) {
  private static final String SIGNATURE = "signature";

  /** Takes a copy. */
  SignedLines {
    Objects.requireNonNull(signer, "signer");
    Objects.requireNonNull(signature, "signature");
    lines = List.copyOf(lines);
  }

  /** The text of {@code lines}, signed with {@code key}. */
  static String of(Ed25519SigningKey key, List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    return text + SIGNATURE + " " + key.sign(Bytes.utf8(text)) + "\n";
  }

  /**
   * Reads {@code text}, whose second line is {@code role} and the key; {@code BAD_REQUEST}, without
   * quoting it, if it is cut off or not signed.
   */
  static SignedLines read(String text, String role) {
    int end = text.lastIndexOf("\n" + SIGNATURE + " ") + 1;
    if (end == 0) throw bad("it has no signature: it may be only a beginning");
    List<String> lines = text.substring(0, end).lines().toList();
    if (lines.size() < 2) throw bad("it has no head");
    Ed25519VerifyingKey signer = signer(field(lines.get(1), role), role);
    return new SignedLines(signer, lines, signature(signer, text, end, role));
  }

  /** The rest of line {@code index}, which begins with {@code name}. */
  String field(int index, String name) {
    if (index >= lines.size()) throw bad("it has no line \"" + name + "\"");
    return field(lines.get(index), name);
  }

  private static String field(String line, String name) {
    if (!line.startsWith(name + " ")) throw bad("it has no line \"" + name + "\" in its place");
    return line.substring(name.length() + 1);
  }

  private static Ed25519VerifyingKey signer(String text, String role) {
    try {
      Ed25519VerifyingKey signer = Ed25519VerifyingKey.parse(text);
      if (signer.isUsable()) return signer;
    } catch (IllegalArgumentException e) {
      throw bad("the key of its " + role + " is none", e);
    }
    throw bad("the key of its " + role + " is one that proves nothing");
  }

  private static Bytes signature(Ed25519VerifyingKey signer, String text, int end, String role) {
    try {
      Bytes signature = Bytes.ofBase32(field(text.substring(end).stripTrailing(), SIGNATURE));
      if (signer.verifies(Bytes.utf8(text.substring(0, end)), signature)) return signature;
    } catch (IllegalArgumentException e) {
      throw bad("its signature is none", e);
    }
    throw bad("it is not what its " + role + " signed");
  }

  /** The failure of a text that is not as it should be. */
  static GridException bad(String why) {
    return new GridException(GridException.Kind.BAD_REQUEST, why);
  }

  /** The same with its cause. */
  static GridException bad(String why, Throwable cause) {
    return new GridException(GridException.Kind.BAD_REQUEST, why, cause);
  }
}
