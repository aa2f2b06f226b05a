package org.truckee.cli.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body to be sent, of which no more is read than is announced. Its failures are told from those
 * of the connection.
 */
final class LocalBody extends FilterInputStream {
  private long left;

  /** The next {@code length} bytes of {@code in}, or all if there are fewer. */
  LocalBody(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) return -1;
    try {
      int read = super.read(buffer, offset, (int) Math.min(left, length));
      if (read > 0) left -= read;
      return read;
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  /** Fails if the body had fewer bytes than announced. */
  void requireEnd() throws IOException {
    if (left > 0) throw new Unreadable(new ShorterBody());
  }

  /** The body can't be read any further. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private Unreadable(IOException reason) {
      super(reason);
    }

    /** The cause of the failure. */
    IOException reason() {
      return (IOException) getCause();
    }
  }
}
