package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.GridException;

/**
 * A step that is taken at one server. What it throws is a failure of that server, like one that it
 * answers with: it does not end what is done at the others.
 */
public final class Attempted {
  private Attempted() {}

  /** What {@code step} gives at {@code server}; it is begun now. */
  public static <T> Future<T> at(StorageServer server, Supplier<Future<T>> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(
          e instanceof GridException
              ? e
              : new GridException(
                  GridException.Kind.UNREACHABLE,
                  "server " + server.name() + " can't be used: " + e.getMessage(),
                  e));
    }
  }
}
