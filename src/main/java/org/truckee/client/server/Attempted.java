package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;

/**
 * A step that is taken at one server. An exception or a foreign failure counts as a failure of that
 * server, like one that it answers with, and does not end the steps at the others.
 */
public final class Attempted {
  private Attempted() {}

  /** The result of {@code step} at the server that messages call {@code name}; it begins now. */
  public static <T> Future<T> at(String name, Supplier<Future<T>> step) {
    try {
      return step.get().recover(failure -> named(name, failure));
    } catch (RuntimeException thrown) {
      return named(name, thrown);
    }
  }

  private static <T> Future<T> named(String name, Throwable failure) {
    return Future.failedFuture(
        failure instanceof GridException
            ? failure
            : new GridException(
                GridException.Kind.UNREACHABLE,
                Subject.server(name),
                "can't be used: " + FailureText.sentence(failure),
                failure));
  }
}
