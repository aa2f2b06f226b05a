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
enum InviteWords {
  /** Words of three syllables. */
  FIRST(0),
  /** Words of two syllables. */
  SECOND(1);

  private final List<String> words;

  InviteWords(int column) {
    words = lines().stream().map(line -> line.split(" ", -1)[column]).toList();
  }

  private static List<String> lines() {
    try (InputStream in = InviteWords.class.getResourceAsStream("words")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the words of codes", e);
    }
  }

  /** The words, in a fixed order. */
  List<String> all() {
    return words;
  }
}
