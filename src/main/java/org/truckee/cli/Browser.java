package org.truckee.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.session.CommandFailure;

/** The browser of the person at this machine. */
final class Browser {
  /**
   * The seconds for which its failure is waited for; some browsers are not done before they are
   * closed.
   */
  private static final int PATIENCE_SECONDS = 3;

  private Browser() {}

  /** Opens the browser on {@code url}. */
  static void open(String url) throws IOException {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    open(mac ? "open" : "xdg-open", url);
  }

  /** Has {@code opener} open the address. */
  static void open(String opener, String url) throws IOException {
    try {
      Process process =
          new ProcessBuilder(opener, url)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0)
        throw none(opener + " finds none", url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw none("there is no " + opener, url);
    }
  }

  private static CommandFailure none(String why, String url) {
    return CommandFailure.failed(
        "no browser can be opened here, since " + why + ". The address is " + url);
  }
}
