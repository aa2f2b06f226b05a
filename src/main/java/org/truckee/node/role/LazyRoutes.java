package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.BlockingWork;

/**
 * Routes that are put together, beside the event loop, when the first request comes: a port that
 * nobody asks costs its node almost nothing. Event loop only.
 */
final class LazyRoutes implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(LazyRoutes.class);

  private final BlockingWork work;
  private final Callable<Router> making;
  private Future<Router> made;

  LazyRoutes(BlockingWork work, Callable<Router> making) {
    this.work = work;
    this.making = making;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (made == null || made.failed()) made = work.ask(making);
    if (made.succeeded()) {
      made.result().handle(request);
      return;
    }
    request.pause();
    made.onSuccess(
            router -> {
              router.handle(request);
              request.resume();
            })
        .onFailure(failure -> refuse(request, failure));
  }

  private static void refuse(HttpServerRequest request, Throwable failure) {
    LOG.error("the admin port can't show anything", failure);
    request.response().setStatusCode(500).end();
  }
}
