package org.truckee.packaging;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A gzip stream, as small as it gets, that tells of no time, name or system. */
final class SmallGzip extends GZIPOutputStream {
  private static final int BUFFER = 1 << 16;

  SmallGzip(OutputStream out) throws IOException {
    super(new Header(out), BUFFER);
    def.setLevel(Deflater.BEST_COMPRESSION);
  }

  /** The stream of {@code contents}. */
  static byte[] of(byte[] contents) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (SmallGzip gzip = new SmallGzip(packed)) {
      gzip.write(contents);
    }
    return packed.toByteArray();
  }

  /**
   * The ten bytes with which the stream begins, where JDKs differ: the best compression, and an
   * unknown system.
   */
  private static final class Header extends FilterOutputStream {
    private static final byte[] BYTES = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff};

    private int left = BYTES.length;

    Header(OutputStream out) throws IOException {
      super(out);
      out.write(BYTES);
    }

    @Override
    public void write(int b) throws IOException {
      if (left > 0) left--;
      else out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int passed = Math.min(left, count);
      left -= passed;
      out.write(bytes, from + passed, count - passed);
    }
  }
}
