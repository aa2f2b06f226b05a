package org.truckee.protocol.invite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The words of codes: the PGP word list of Juola and Zimmermann, whose 256 words of three syllables
 * come first in a code, and whose 256 words of two syllables come second.
 */
final class InviteWords {
  /** Words of three syllables. */
  static final List<String> FIRST = column(0);

  /** Words of two syllables. */
  static final List<String> SECOND = column(1);

  private InviteWords() {}

  private static List<String> column(int index) {
    try (InputStream in = InviteWords.class.getResourceAsStream("words")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" ", -1)[index])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the words of codes", e);
    }
  }
}
