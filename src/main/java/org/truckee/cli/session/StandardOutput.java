package org.truckee.cli.session;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, whose failures are heard: a print stream passes over them, so this one fails by
 * {@link LostOutput}. After that, the rest is dropped.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private boolean lost;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (lost) return;
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      lost = true;
      throw new LostOutput(e);
    }
  }
}
