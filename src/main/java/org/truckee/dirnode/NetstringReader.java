package org.truckee.dirnode;

import org.truckee.GridException;
import org.truckee.bytes.Bytes;

/** Takes netstrings, one after the other, from bytes that consist of nothing else. */
public final class NetstringReader {
  /** The most digits of a length. */
  static final int MAX_DIGITS = 9;

  private final Bytes bytes;
  private int position;

  public NetstringReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** The place where the next netstring begins. */
  int position() {
    return position;
  }

  public boolean hasNext() {
    return position < bytes.size();
  }

  /** The contents of the next netstring; {@code CORRUPT} if there is none. */
  public Bytes next() {
    int length = length();
    if (length >= bytes.size() - position || bytes.at(position + length) != ',') throw corrupt();
    Bytes value = bytes.slice(position, position + length);
    position += length + 1;
    return value;
  }

  private int length() {
    int length = 0;
    for (int digits = 0; digits <= MAX_DIGITS && hasNext(); digits++) {
      int c = bytes.at(position++);
      if (c == ':' && digits > 0) return length;
      if (c < '0' || c > '9' || digits == MAX_DIGITS) throw corrupt();
      length = length * 10 + c - '0';
    }
    throw corrupt();
  }

  static GridException corrupt() {
    return new GridException(
        GridException.Kind.CORRUPT, "what is kept there is not an entry of a directory");
  }
}
