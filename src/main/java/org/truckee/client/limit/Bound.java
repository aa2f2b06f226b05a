package org.truckee.client.limit;

import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What is bound to the request that the current step is taken for, by its type. */
final class Bound {
  private Bound() {}

  /** Binds {@code value} to the current request, and to all that follows from it. */
  static <T> void put(Class<T> type, T value) {
    ContextInternal context = ContextInternal.current();
    if (context != null && context.isDuplicate()) locals(context).put(type, value);
  }

  /** What is bound; empty outside of requests, too. */
  static <T> Optional<T> get(Class<T> type) {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) return Optional.empty();
    return Optional.ofNullable(locals(context).get(type)).map(type::cast);
  }

  private static ConcurrentMap<Object, Object> locals(ContextInternal context) {
    return context.getLocal(ContextInternal.LOCAL_MAP, ConcurrentHashMap::new);
  }
}
