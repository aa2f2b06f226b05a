package org.truckee.cli.session;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;

/**
 * Standard input, whatever it is: it ends where reading ends. Neither its size nor its position is
 * asked for, which files such as those in {@code /proc} do not have.
 */
final class StandardInput extends FilterInputStream {
  StandardInput() {
    super(new FileInputStream(FileDescriptor.in));
  }

  @Override
  public int available() {
    return 0;
  }
}
