package org.truckee.web.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import org.truckee.GridException;

/** The end of long work when nobody waits for it any more. */
public final class ClientPresence {
  private ClientPresence() {}

  /** Fails if the reader of {@code response} is gone. Event loop only. */
  public static Future<Void> by(HttpServerResponse response) {
    return response.closed() ? Future.failedFuture(gone()) : Future.succeededFuture();
  }

  /** The failure that ends the work. */
  static GridException gone() {
    return new GridException(GridException.Kind.UNREACHABLE, "the client is gone");
  }
}
