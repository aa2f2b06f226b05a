package org.truckee.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole reads and writes at a place of a file. */
final class ShareFile {
  private ShareFile() {}

  /** The {@code length} bytes from {@code position}; {@link EOFException} if there are fewer. */
  static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0)
        throw new EOFException("a share file breaks off");
    }
    return bytes.flip();
  }

  /** Writes all of {@code bytes} at {@code position}. */
  static void write(FileChannel file, long position, ByteBuffer bytes) throws IOException {
    for (long at = position; bytes.hasRemaining(); ) at += file.write(bytes, at);
  }
}
