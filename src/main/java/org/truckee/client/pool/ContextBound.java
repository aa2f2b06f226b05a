package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

/**
 * Futures that several requests wait for, or that another request completes. A future that is bound
 * here completes on the context of the step that asks for it, so that each request goes on on its
 * own event loop and for its own {@link Client}.
 */
public final class ContextBound {
  private ContextBound() {}

  /** A promise whose future completes on the current context, from any other one. */
  public static <T> Promise<T> promise() {
    ContextInternal context = ContextInternal.current();
    return context == null ? Promise.promise() : context.promise();
  }

  /** The outcome of {@code shared}, on the current context. */
  public static <T> Future<T> of(Future<T> shared) {
    if (shared.succeeded()) return Future.succeededFuture(shared.result());
    if (shared.failed()) return Future.failedFuture(shared.cause());
    Promise<T> own = promise();
    shared.onComplete(own);
    return own.future();
  }
}
