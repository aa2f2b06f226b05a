package org.truckee.cli.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is sent: its own failures are told from those of the connection. */
final class LocalBody extends FilterInputStream {
  LocalBody(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  /** The body can't be read any further. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private Unreadable(IOException reason) {
      super(reason);
    }

    /** Why. */
    IOException reason() {
      return (IOException) getCause();
    }
  }
}
