package org.truckee.web;

import io.vertx.core.Future;

/** Whoever answers the requests of one method. */
interface Answer {
  /** Does what {@code call} asks for. */
  Future<Reply> to(Call call);
}
