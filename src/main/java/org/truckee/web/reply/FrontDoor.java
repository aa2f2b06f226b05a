package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;

/**
 * The one way in for requests that may bring a form: the form is received, the request is answered,
 * the form is closed, and the answer is sent, or the failure told.
 */
public final class FrontDoor {
  private final Bodies bodies;

  /** A door whose forms are received by {@code bodies}. */
  public FrontDoor(Bodies bodies) {
    this.bodies = bodies;
  }

  /**
   * Has {@code request} answered by {@code act}, which gets its form: an empty one, if it has none.
   */
  public Future<Reply> answer(HttpServerRequest request, Function<Form, Future<Reply>> act) {
    return bodies
        .form(request)
        .compose(form -> Future.succeededFuture(form).compose(act).eventually(form::close));
  }

  /** Sends {@code reply}, or the failure that came instead. */
  public static void send(RoutingContext ctx, Future<Reply> reply) {
    reply.compose(made -> made.send(ctx)).onFailure(ctx::fail);
  }
}
