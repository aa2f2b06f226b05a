package org.truckee.cli.gateway;

import java.io.IOException;

/** A body that ended before its announced size, and so was not taken by the gateway. */
public final class ShorterBody extends IOException {
  private static final long serialVersionUID = 1L;

  ShorterBody() {
    super("it became shorter while it was read");
  }
}
