package org.truckee.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  /**
   * The same, or a {@link TimeoutException} in {@code millis}. On a future that is bound to no
   * context it would come on a thread of netty's own.
   */
  public static <T> Future<T> within(long millis, Future<T> shared) {
    return of(shared).timeout(millis, TimeUnit.MILLISECONDS);
  }
}
