package org.truckee.node.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/**
 * Standard error, where the launcher keeps the JVM's own warnings away from it: descriptor 2 leads
 * to nowhere then, and the program's own one has another number. This class writes to the
 * descriptor itself, since a file that was opened by its name anew would be cut off or overwritten,
 * and a socket can't be opened.
 */
public final class StandardError {
  /** The property that holds the number of the descriptor. */
  static final String PROPERTY = "truckee.stderr";

  /** The option by which the JVM lets a descriptor be named by its number. */
  static final String JVM_OPTION = "--add-opens=java.base/java.io=ALL-UNNAMED";

  private StandardError() {}

  /** Makes {@code System.err} the descriptor that the launcher names. */
  public static void open() throws IOException {
    String number = System.getProperty(PROPERTY);
    if (number != null) System.setErr(stream(descriptor(Integer.parseInt(number))));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static FileDescriptor descriptor(int number) throws IOException {
    FileDescriptor descriptor = new FileDescriptor();
    try {
      Field value = FileDescriptor.class.getDeclaredField("fd");
      value.setAccessible(true);
      value.setInt(descriptor, number);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("this JVM needs the option " + JVM_OPTION, e);
    }
    return descriptor;
  }
}
