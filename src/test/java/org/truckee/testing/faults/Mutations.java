package org.truckee.testing.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Inputs that are nearly right: good ones with a few bytes changed, lost, doubled or added. */
public final class Mutations {
  /** Bytes that mean something in one format or another. */
  private static final byte[] SPECIAL = {
    0,
    1,
    9,
    10,
    13,
    ' ',
    '"',
    '%',
    ',',
    '-',
    '.',
    '/',
    '0',
    '9',
    ':',
    '=',
    '[',
    '\\',
    ']',
    '{',
    '}',
    127,
    (byte) 128,
    (byte) 0x9f,
    (byte) 0xbf,
    (byte) 0xd9,
    (byte) 0xfb,
    (byte) 255
  };

  private Mutations() {}

  /** As many as {@code count} variants of {@code samples}, always the same. */
  public static Stream<byte[]> of(List<byte[]> samples, int count) {
    Random random = new Random(samples.size());
    return IntStream.range(0, count).mapToObj(i -> mutate(samples.get(i % samples.size()), random));
  }

  /** The same of texts, each byte of them a character. */
  public static Stream<String> ofTexts(List<String> samples, int count) {
    List<byte[]> bytes =
        samples.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    return of(bytes, count).map(text -> new String(text, StandardCharsets.ISO_8859_1));
  }

  private static byte[] mutate(byte[] sample, Random random) {
    byte[] changed = sample;
    for (int left = 1 + random.nextInt(4); left > 0; left--) changed = once(changed, random);
    return changed;
  }

  private static byte[] once(byte[] from, Random random) {
    if (from.length == 0) return new byte[] {special(random)};
    int at = random.nextInt(from.length);
    int length = 1 + random.nextInt(Math.min(16, from.length - at));
    byte[] tail = Arrays.copyOfRange(from, at + length, from.length);
    byte[] piece = Arrays.copyOfRange(from, at, at + length);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(from, at);
      case 1 -> join(Arrays.copyOf(from, at), tail);
      case 2 -> join(Arrays.copyOf(from, at), piece, piece, tail);
      case 3 -> join(Arrays.copyOf(from, at), new byte[] {special(random)}, piece, tail);
      case 4 -> with(from, at, (byte) random.nextInt(256));
      case 5 -> with(from, at, special(random));
      default -> with(from, at, (byte) (from[at] ^ 1 << random.nextInt(8)));
    };
  }

  private static byte special(Random random) {
    return SPECIAL[random.nextInt(SPECIAL.length)];
  }

  private static byte[] with(byte[] from, int at, byte value) {
    byte[] changed = from.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
