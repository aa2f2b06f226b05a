package org.truckee.cli.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Writes to the end of a file, and leaves a hole where a whole block holds nothing but zeros: the
 * file reads the same, and a sparse file takes no more room here than at its source. The length is
 * right after closing; the channel stays open.
 */
final class SparseOutput extends OutputStream {
  /** The size of the pieces that file systems keep or leave out as a whole. */
  private static final int BLOCK = 4096;

  private static final byte[] ZEROS = new byte[BLOCK];

  private final FileChannel channel;
  private long end;

  /** Goes on at the end of {@code channel}, which must not be opened for appending. */
  SparseOutput(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = channel.size();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int limit = offset + length;
    int begin = offset;
    for (int at = offset + toNextBlock(); at + BLOCK <= limit; at += BLOCK) {
      if (!isZero(bytes, at)) continue;
      put(bytes, begin, at);
      end += BLOCK;
      begin = at + BLOCK;
    }
    put(bytes, begin, limit);
  }

  private int toNextBlock() {
    return (int) ((BLOCK - end % BLOCK) % BLOCK);
  }

  private static boolean isZero(byte[] bytes, int at) {
    return bytes[at] == 0 && Arrays.equals(bytes, at, at + BLOCK, ZEROS, 0, BLOCK);
  }

  private void put(byte[] bytes, int begin, int limit) throws IOException {
    ByteBuffer piece = ByteBuffer.wrap(bytes, begin, Math.max(0, limit - begin));
    while (piece.hasRemaining()) end += channel.write(piece, end);
  }

  /** Ends a trailing hole: the last byte of a file is written. */
  @Override
  public void close() throws IOException {
    if (channel.size() < end) channel.write(ByteBuffer.allocate(1), end - 1);
  }
}
