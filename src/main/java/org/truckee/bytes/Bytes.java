package org.truckee.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string, compared by content and ordered as unsigned bytes. Its {@link
 * #toString} is Tahoe's base32. Not for secrets: those are a {@link Secret}.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Takes {@code array} over: the caller must not change it any more. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array);
  }

  /** The bytes of {@code array} from {@code from} to before {@code to}, copied. */
  public static Bytes copyOf(byte[] array, int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  /** The UTF-8 bytes of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The bytes whose base32 text is {@code text}; {@link IllegalArgumentException} if it is none.
   */
  public static Bytes ofBase32(String text) {
    return new Bytes(Base32.decode(text));
  }

  /**
   * The bytes whose hexadecimal text is {@code text}; {@link IllegalArgumentException} if it is
   * none.
   */
  public static Bytes ofHex(String text) {
    return new Bytes(HexFormat.of().parseHex(text));
  }

  /** All {@code parts}, one after the other. */
  public static Bytes concat(Bytes... parts) {
    int size = 0;
    for (Bytes part : parts) size = Math.addExact(size, part.size());
    ByteBuffer all = ByteBuffer.allocate(size);
    for (Bytes part : parts) all.put(part.array);
    return new Bytes(all.array());
  }

  /** The number of bytes. */
  public int size() {
    return array.length;
  }

  /** Byte {@code index}, 0 to 255. */
  public int at(int index) {
    return array[index] & 0xff;
  }

  /** The bytes from {@code from} to before {@code to}. */
  public Bytes slice(int from, int to) {
    if (from < 0 || to < from || to > array.length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + array.length);
    }
    return copyOf(array, from, to);
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return array.clone();
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  /** Copies all bytes to {@code target} at {@code offset}. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(array, 0, target, offset, array.length);
  }

  /** The text in UTF-8; malformed input shows as replacement characters. */
  public String toUtf8() {
    return new String(array, StandardCharsets.UTF_8);
  }

  /** The text in lower-case hexadecimal. */
  public String toHex() {
    return HexFormat.of().formatHex(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** Returns Tahoe's base32 text. */
  @Override
  public String toString() {
    return Base32.encode(array);
  }
}
