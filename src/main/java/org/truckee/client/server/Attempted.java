package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.client.server.connection.ServerFailure;

/**
 * A step that is taken at one server. An exception or a foreign failure counts as a failure of that
 * server, like one that it answers with, and does not end the steps at the others.
 */
public final class Attempted {
  private Attempted() {}

  /** The result of {@code step} at the server that messages call {@code name}; it begins now. */
  public static <T> Future<T> at(String name, Supplier<Future<T>> step) {
    try {
      return step.get().recover(failure -> Future.failedFuture(ServerFailure.of(name, failure)));
    } catch (RuntimeException thrown) {
      return Future.failedFuture(ServerFailure.of(name, thrown));
    }
  }
}
