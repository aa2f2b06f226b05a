package org.truckee.protocol.invite;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.pake.SymmetricSpake2;

/**
 * What one friend tells the other, {@code NUMBER-WORD-WORD@HOST:PORT}: the number of a mailbox, two
 * words, of which there are 65,536 pairs, and the introducer that keeps the mailbox. Number and
 * words are the password of a key agreement in which each guess uses a code up. A secret until it
 * is used.
 */
public final class InviteCode {
  private static final Pattern FORM =
      Pattern.compile(
          "([1-9][0-9]{0,5})-([a-z]+)-([a-z]+)@(\\[[0-9a-f:.]+]|[a-z0-9._-]+):([0-9]{1,5})");
  private static final Bytes IDENTITY = Bytes.utf8("truckee invite");

  private final int number;
  private final String words;
  private final String host;
  private final int port;

  private InviteCode(int number, String words, String host, int port) {
    this.number = number;
    this.words = words;
    this.host = host;
    this.port = port;
  }

  /** A code with new words, for the mailbox of {@code number} at {@code host} and {@code port}. */
  public static InviteCode make(int number, String host, int port, Random random) {
    String first = InviteWords.FIRST.get(random.nextInt(256));
    String second = InviteWords.SECOND.get(random.nextInt(256));
    return new InviteCode(number, first + "-" + second, host, port);
  }

  /**
   * Reads a code, in letters of any case; {@code BAD_REQUEST} says what is wrong, so that a slip of
   * the fingers uses nothing up.
   */
  public static InviteCode parse(String text) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) throw bad("it looks like 7-guitarist-zulu@intro.example.org:3457");
    known(InviteWords.FIRST, parts.group(2), "first");
    known(InviteWords.SECOND, parts.group(3), "second");
    int port = Integer.parseInt(parts.group(5));
    if (port < 1 || port > 65535) throw bad("port " + port + " does not exist");
    return new InviteCode(
        Integer.parseInt(parts.group(1)),
        parts.group(2) + "-" + parts.group(3),
        parts.group(4),
        port);
  }

  private static void known(List<String> list, String word, String place) {
    if (!list.contains(word))
      throw bad("\"%s\" is never the %s word of a code".formatted(word, place));
  }

  private static GridException bad(String reason) {
    return new GridException(
        GridException.Kind.BAD_REQUEST, "not the code of an invite: " + reason);
  }

  /** The number of the mailbox. */
  public int number() {
    return number;
  }

  /** The host of the introducer; an IPv6 address is in brackets. */
  public String host() {
    return host;
  }

  /** The port of the introducer. */
  public int port() {
    return port;
  }

  /** One side of a key agreement about this code. */
  public SymmetricSpake2 agreement(Random random) {
    Bytes password = Bytes.utf8(number + "-" + words);
    return new SymmetricSpake2(new Secret(password), IDENTITY, random);
  }

  /** Returns where the invite is, without the words. */
  @Override
  public String toString() {
    return "invite %d at %s:%d".formatted(number, host, port);
  }

  /** The text, for the friend; never for a log. */
  public String reveal() {
    return "%d-%s@%s:%d".formatted(number, words, host, port);
  }
}
