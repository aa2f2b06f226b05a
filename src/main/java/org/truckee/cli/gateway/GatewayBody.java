package org.truckee.cli.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer: an end before the announced size is a failure. */
final class GatewayBody extends FilterInputStream {
  private final long size;
  private long came;

  /** A body of {@code size} bytes or, if that is negative, of any number. */
  GatewayBody(InputStream in, long size) {
    super(in);
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(buffer, offset, length);
    } catch (IOException e) {
      throw new BrokenConnection(e);
    }
    if (read > 0) came += read;
    if (read < 0 && came < size) throw new BrokenConnection(came, size);
    return read;
  }
}
