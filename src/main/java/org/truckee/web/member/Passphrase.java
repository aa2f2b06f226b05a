package org.truckee.web.member;

import java.text.Normalizer;
import java.util.Locale;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * The passphrase of a member, as it was typed: its letters are the same however a keyboard composes
 * them (Unicode's form NFC).
 */
public record Passphrase(Secret secret) {
  /** The fewest characters of a new one. */
  public static final int FEWEST = 12;

  /** The most characters. */
  public static final int MOST = 1000;

  /** The passphrase that {@code text} is; {@code BAD_REQUEST} if it is too long for one. */
  public static Passphrase typed(String text) {
    if (text.length() > MOST) throw bad("a passphrase has at most " + MOST + " characters");
    return new Passphrase(new Secret(Bytes.utf8(Normalizer.normalize(text, Normalizer.Form.NFC))));
  }

  /**
   * A new passphrase of the member {@code name}, typed twice; {@code BAD_REQUEST} says what is
   * wrong with it.
   */
  public static Passphrase chosen(String name, String text, String again) {
    Passphrase passphrase = typed(text);
    if (!passphrase.equals(typed(again))) throw bad("the two passphrases are not the same");
    if (text.codePointCount(0, text.length()) < FEWEST)
      throw bad("a passphrase has at least " + FEWEST + " characters: some words, for example");
    if (text.codePoints().distinct().count() < FEWEST / 3 || isName(text, name))
      throw bad("this passphrase is too easy to guess");
    return passphrase;
  }

  private static boolean isName(String text, String name) {
    return text.strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_REQUEST, reason);
  }
}
