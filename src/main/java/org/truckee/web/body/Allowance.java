package org.truckee.web.body;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * What the sender of a request may store. It is bound to the request, asked for each piece of the
 * body, and told when the request turns out to be one that stores something; a request that has
 * none may store anything. Event loop only.
 */
public interface Allowance {
  /** Completes when {@code bytes} more of the body may be taken; fails if they may not. */
  Future<Void> take(int bytes);

  /** Completes when something may be stored; fails if it may not. */
  Future<Void> begin();

  /**
   * Completes when what was stored is counted, and no more than that; of what was not {@code done},
   * the bytes that came count. A second time does nothing.
   */
  Future<Void> end(boolean done);

  /** Has the current request, and all that follows from it, ask this one. */
  default void bind() {
    locals().ifPresent(all -> all.put(Allowance.class, this));
  }

  /** That of the current request, if it has one. */
  static Optional<Allowance> current() {
    return locals().map(all -> (Allowance) all.get(Allowance.class));
  }

  /** The outcome of {@code work}, which stores something for the current request. */
  static <T> Future<T> storing(Supplier<Future<T>> work) {
    Optional<Allowance> own = current();
    if (own.isEmpty()) return work.get();
    return own.get()
        .begin()
        .compose(begun -> work.get())
        .transform(outcome -> own.get().end(outcome.succeeded()).transform(ended -> same(outcome)));
  }

  private static <T> Future<T> same(AsyncResult<T> outcome) {
    return outcome.succeeded()
        ? Future.succeededFuture(outcome.result())
        : Future.failedFuture(outcome.cause());
  }

  private static Optional<ConcurrentMap<Object, Object>> locals() {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) return Optional.empty();
    return Optional.of(context.getLocal(ContextInternal.LOCAL_MAP, ConcurrentHashMap::new));
  }
}
