package org.truckee.bytes;

import java.nio.charset.StandardCharsets;

/** A byte string with its length before it: {@code decimal length || ":" || bytes || ","}. */
public final class Netstring {
  private Netstring() {}

  /** Returns {@code netstring(value)}. */
  public static Bytes of(Bytes value) {
    return Bytes.concat(Bytes.wrap(header(value.size())), value, Bytes.wrap(new byte[] {','}));
  }

  /** Returns what stands before {@code length} bytes in a netstring; after them comes a comma. */
  public static byte[] header(long length) {
    return (length + ":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes that {@code length} bytes take as a netstring. */
  public static long sizeOf(long length) {
    return header(length).length + length + 1;
  }
}
