package org.truckee.client.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes any number of steps one after the other: neither the stack nor a chain of futures grows
 * with their number.
 */
public final class SequentialSteps {
  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> done = Promise.promise();

  private SequentialSteps(Supplier<Future<Boolean>> step) {
    this.step = step;
  }

  /** Takes {@code step} again and again, until it returns false or fails. */
  public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    SequentialSteps steps = new SequentialSteps(step);
    steps.go();
    return steps.done.future();
  }

  /** Takes {@code step} with each of {@code all}; the first failure ends it. */
  public static <T> Future<Void> forEach(Iterable<T> all, Function<T, Future<Void>> step) {
    Iterator<T> rest = all.iterator();
    return whileTrue(
        () -> rest.hasNext() ? step.apply(rest.next()).map(true) : Future.succeededFuture(false));
  }

  private void go() {
    Future<Boolean> next = take();
    while (next.succeeded() && next.result()) next = take();
    if (next.isComplete()) end(next);
    else next.onComplete(taken -> resume(taken.succeeded() && taken.result(), taken.cause()));
  }

  private Future<Boolean> take() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void resume(boolean more, Throwable failure) {
    if (more) go();
    else if (failure == null) done.complete();
    else done.fail(failure);
  }

  private void end(Future<Boolean> last) {
    resume(false, last.cause());
  }
}
