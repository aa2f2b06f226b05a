package org.truckee.web.reading;

import io.vertx.core.http.HttpServerRequest;
import org.truckee.GridException;
import org.truckee.web.http.Browsers;

/**
 * The limit of the first release's writing to this machine's disk by {@code GET}, which any page
 * can make a browser do: programs may do it, and browsers may not.
 */
final class Browsing {
  private Browsing() {}

  static void refuseToWrite(HttpServerRequest request) {
    if (Browsers.made(request))
      throw new GridException(
          GridException.Kind.FORBIDDEN,
          "localfile= and localdir= are for programs: a browser may not write to the disk by GET");
  }
}
