package org.truckee.cli.gateway;

import java.io.IOException;
import org.truckee.FailureText;

/** A connection to a gateway that broke off, or an answer that ended before its end. */
public final class BrokenConnection extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenConnection(IOException cause) {
    super("the connection to the gateway broke off" + reason(cause), cause);
  }

  BrokenConnection(long came, long size) {
    super("the answer of the gateway broke off: " + came + " of " + size + " bytes came");
  }

  /** The words of the JDK about its own streams are left out: they mean nothing to a user. */
  private static String reason(IOException cause) {
    return FailureText.message(cause)
        .filter(text -> !text.contains("stream") && !text.contains("EOF"))
        .map(text -> ": " + text)
        .orElse("");
  }
}
