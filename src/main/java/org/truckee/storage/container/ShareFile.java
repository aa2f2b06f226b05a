package org.truckee.storage.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Whole reads and writes at a place of a file, in pieces: the JDK keeps a copy of the largest piece
 * outside of the heap for each thread.
 */
public final class ShareFile {
  private static final int PIECE = 1 << 20;

  private ShareFile() {}

  /** The {@code length} bytes from {@code position}; {@link EOFException} if there are fewer. */
  public static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.position() < length) {
      bytes.limit(Math.min(length, bytes.position() + PIECE));
      if (file.read(bytes, position + bytes.position()) < 0)
        throw new EOFException("a share file breaks off");
    }
    return bytes.flip();
  }

  /** Writes all of {@code bytes} at {@code position}. */
  public static void write(FileChannel file, long position, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    for (long at = position; bytes.position() < end; ) {
      bytes.limit(Math.min(end, bytes.position() + PIECE));
      at += file.write(bytes, at);
    }
  }
}
