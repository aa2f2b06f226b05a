package org.truckee.web.resource;

import io.vertx.core.Future;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/** Whoever answers the requests of one method. */
public interface Answer {
  /** Does what {@code call} asks for. */
  Future<Reply> to(Call call);
}
