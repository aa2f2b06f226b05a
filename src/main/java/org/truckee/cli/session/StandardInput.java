package org.truckee.cli.session;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;

/**
 * Standard input of any kind: it ends where reading ends. Nothing asks for a size or a position,
 * which files such as those in {@code /proc} do not have.
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
