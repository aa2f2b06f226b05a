package org.truckee.web.monitor;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/** Routes that only read: by {@code GET}, and by {@code HEAD} in the same way. */
public final class Reading {
  private Reading() {}

  public static Route at(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }
}
