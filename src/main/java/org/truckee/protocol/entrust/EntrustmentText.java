package org.truckee.protocol.entrust;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.VerifyCap;
import org.truckee.crypto.Ed25519SigningKey;

/**
 * The text of an entrustment, as {@link SignedLines} of its owner:
 *
 * <pre>
 * truckee-entrustment 2
 * owner v0-BASE32
 * until YYYY-MM-DD
 * repair yes|no
 * every day|week
 * reports WRITECAP|none
 * VERIFYCAP [WRITE-ENABLER-MASTER]      for each thing; the secret in base32
 * signature BASE32
 * </pre>
 *
 * Version 1 has neither {@code every}, which stands for a week there, nor {@code reports}.
 */
public final class EntrustmentText {
  private static final String FIRST = "truckee-entrustment 1";
  private static final String FORMAT = "truckee-entrustment 2";
  private static final String OWNER = "owner";
  private static final String NONE = "none";

  private EntrustmentText() {}

  /** The text of {@code things}, signed with {@code key}. */
  public static String of(
      Ed25519SigningKey key,
      Entrustment.Policy policy,
      Optional<MutableWriteCap> reports,
      List<Entrusted> things) {
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT);
    lines.add(OWNER + " " + key.verifyingKey());
    lines.add("until " + policy.until());
    lines.add("repair " + (policy.repair() ? "yes" : "no"));
    lines.add("every " + policy.rhythm().word());
    lines.add("reports " + reports.map(MutableWriteCap::toUri).orElse(NONE));
    for (Entrusted thing : things)
      lines.add(
          thing.file().toUri()
              + thing.enablerMaster().map(secret -> " " + secret.reveal()).orElse(""));
    return SignedLines.of(key, lines);
  }

  /** Reads {@code text}; {@code BAD_REQUEST}, without quoting it, if it is none or not signed. */
  public static Entrustment read(String text) {
    boolean first = text.startsWith(FIRST + "\n");
    if (!first && !text.startsWith(FORMAT + "\n"))
      throw SignedLines.bad("this is no entrustment of a known version");
    SignedLines signed = SignedLines.read(text, OWNER);
    Entrustment.Policy policy =
        new Entrustment.Policy(
            date(signed.field(2, "until")),
            signed.field(3, "repair").equals("yes"),
            first ? Rhythm.WEEKLY : rhythm(signed.field(4, "every")));
    return new Entrustment(
        signed.signer(),
        policy,
        first ? Optional.empty() : reports(signed.field(5, "reports")),
        things(signed.lines(), first ? 4 : 6),
        signed.signature());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw SignedLines.bad("its last day is no date", e);
    }
  }

  private static Rhythm rhythm(String word) {
    return Rhythm.of(word).orElseThrow(() -> SignedLines.bad("it says of no known time how often"));
  }

  private static Optional<MutableWriteCap> reports(String text) {
    if (text.equals(NONE)) return Optional.empty();
    try {
      return Optional.of((MutableWriteCap) Capability.parse(text));
    } catch (GridException | ClassCastException e) {
      throw SignedLines.bad("its file for reports is none that can be written", e);
    }
  }

  private static List<Entrusted> things(List<String> lines, int head) {
    List<Entrusted> things = new ArrayList<>();
    for (int i = head; i < lines.size(); i++) things.add(thing(lines.get(i), i + 1));
    if (things.isEmpty()) throw SignedLines.bad("it lists nothing");
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
      throw SignedLines.bad(
          "line " + number + " is no verify capability of a file, perhaps with a secret", e);
    }
  }
}
