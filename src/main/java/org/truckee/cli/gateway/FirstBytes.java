package org.truckee.cli.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream: a file may grow while it is read, and its size was told before. */
final class FirstBytes extends FilterInputStream {
  private long left;

  FirstBytes(InputStream in, long size) {
    super(in);
    left = size;
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) return -1;
    int read = super.read();
    if (read >= 0) left--;
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left <= 0) return -1;
    int read = super.read(buffer, offset, (int) Math.min(length, left));
    if (read > 0) left -= read;
    return read;
  }
}
