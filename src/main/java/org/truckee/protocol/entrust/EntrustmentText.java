package org.truckee.protocol.entrust;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * The text of an entrustment, in lines of ASCII that end with a line feed each:
 *
 * <pre>
 * truckee-entrustment 1
 * owner v0-BASE32
 * until YYYY-MM-DD
 * repair yes|no
 * VERIFYCAP [WRITE-ENABLER-MASTER]      for each thing; the secret in base32
 * signature BASE32
 * </pre>
 *
 * The signature, by Ed25519 and the owner's key, is over all lines before its own.
 */
public final class EntrustmentText {
  private static final String FORMAT = "truckee-entrustment 1";
  private static final int HEAD = 4;

  private EntrustmentText() {}

  /** The text of {@code things}, signed with {@code key}. */
  public static String of(
      Ed25519SigningKey key, Entrustment.Policy policy, List<Entrusted> things) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    text.append("owner ").append(key.verifyingKey()).append('\n');
    text.append("until ").append(policy.until()).append('\n');
    text.append("repair ").append(policy.repair() ? "yes" : "no").append('\n');
    for (Entrusted thing : things) {
      text.append(thing.file().toUri());
      thing.enablerMaster().ifPresent(secret -> text.append(' ').append(secret.reveal()));
      text.append('\n');
    }
    Bytes signature = key.sign(Bytes.utf8(text.toString()));
    return text.append("signature ").append(signature).append('\n').toString();
  }

  /** Reads {@code text}; {@code BAD_REQUEST}, without quoting it, if it is none or not signed. */
  public static Entrustment read(String text) {
    int end = text.lastIndexOf("\nsignature ") + 1;
    if (!text.startsWith(FORMAT + "\n") || end == 0)
      throw bad("this is no entrustment, or only the beginning of one");
    List<String> lines = text.substring(0, end).lines().toList();
    if (lines.size() < HEAD) throw bad("it has no head");
    Ed25519VerifyingKey owner = owner(field(lines.get(1), "owner"));
    checkSignature(owner, text, end);
    return new Entrustment(
        owner,
        new Entrustment.Policy(
            date(field(lines.get(2), "until")), field(lines.get(3), "repair").equals("yes")),
        things(lines));
  }

  private static String field(String line, String name) {
    if (!line.startsWith(name + " ")) throw bad("it has no line \"" + name + "\" in its place");
    return line.substring(name.length() + 1);
  }

  private static Ed25519VerifyingKey owner(String text) {
    try {
      Ed25519VerifyingKey owner = Ed25519VerifyingKey.parse(text);
      if (owner.isUsable()) return owner;
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.BAD_REQUEST, "its owner's key is none", e);
    }
    throw bad("its owner's key is one that proves nothing");
  }

  private static void checkSignature(Ed25519VerifyingKey owner, String text, int end) {
    try {
      Bytes signature = Bytes.ofBase32(field(text.substring(end).stripTrailing(), "signature"));
      if (owner.verifies(Bytes.utf8(text.substring(0, end)), signature)) return;
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.BAD_REQUEST, "its signature is none", e);
    }
    throw bad("it is not what its owner signed");
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new GridException(GridException.Kind.BAD_REQUEST, "its last day is no date", e);
    }
  }

  private static List<Entrusted> things(List<String> lines) {
    List<Entrusted> things = new ArrayList<>();
    for (int i = HEAD; i < lines.size(); i++) things.add(thing(lines.get(i), i + 1));
    return things;
  }

  private static Entrusted thing(String line, int number) {
    int space = line.indexOf(' ');
    String uri = space < 0 ? line : line.substring(0, space);
    try {
      return new Entrusted(
          (VerifyCap) Capability.parse(uri),
          space < 0 ? Optional.empty() : Optional.of(Secret.ofBase32(line.substring(space + 1))));
    } catch (GridException | IllegalArgumentException | ClassCastException e) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "line " + number + " is no verify capability of a file, perhaps with a secret",
          e);
    }
  }

  private static GridException bad(String why) {
    return new GridException(GridException.Kind.BAD_REQUEST, why);
  }
}
