package org.truckee.node.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Waits for the end of standard input, which tells that the parent process is gone, whatever ended
 * it. Bytes before the end are passed over. An input that can't be read, such as that of nohup or
 * the terminal of a job in the background, has no end.
 */
public final class InputEnd {
  private static final int BUFFER = 1024;

  private InputEnd() {}

  /** Runs {@code ended} in a thread of its own when {@code in} has come to its end. */
  public static Thread watch(InputStream in, Runnable ended) {
    Thread thread = new Thread(() -> readAll(in, ended), "truckee-stdin");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void readAll(InputStream in, Runnable ended) {
    byte[] passedOver = new byte[BUFFER];
    try {
      int read = 0;
      while (read >= 0) read = in.read(passedOver);
    } catch (IOException unreadable) {
      return; // No end can be seen, and the node goes on.
    }
    ended.run();
  }
}
