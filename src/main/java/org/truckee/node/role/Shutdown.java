package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;

/**
 * The started parts, to be stopped in the reverse order. A part that fails or takes long is named
 * in the log and left behind, so that a stop always ends. Event loop only.
 */
final class Shutdown {
  /** The time for one part, which is less than a process gets for all of them. */
  static final long USUAL_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private record Started(String name, long millis, Stop stop) {}

  private final long millis;
  private final Deque<Started> all = new ArrayDeque<>();

  /** A shutdown that gives each part {@code millis} to stop in. */
  Shutdown(long millis) {
    this.millis = millis;
  }

  /** The way to stop one part. */
  interface Stop {
    /** Completes when it has stopped. */
    Future<?> run();
  }

  /** Remembers how to stop a part that has just been started, {@code name} in the log. */
  void add(String name, Stop stop) {
    add(name, 0, stop);
  }

  /** The same for a part that may take {@code more} milliseconds than the others. */
  void add(String name, long more, Stop stop) {
    all.push(new Started(name, millis + more, stop));
  }

  /** Stops all parts; a failure on the way stops nothing else. */
  Future<Void> run(Vertx vertx) {
    Future<Void> stopped = Future.succeededFuture();
    while (!all.isEmpty()) {
      Started next = all.pop();
      stopped = stopped.transform(before -> stop(vertx, next));
    }
    return stopped.otherwiseEmpty();
  }

  private Future<Void> stop(Vertx vertx, Started one) {
    Promise<Void> ended = Promise.promise();
    long timer =
        vertx.setTimer(
            one.millis(), late -> ended.tryFail("it takes longer than " + one.millis() + " ms"));
    begin(one.stop())
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              if (done.succeeded()) ended.tryComplete();
              else ended.tryFail(done.cause());
            });
    return ended
        .future()
        .onFailure(
            failure -> LOG.warn("{} did not stop: {}", one.name(), FailureText.sentence(failure)));
  }

  private static Future<?> begin(Stop stop) {
    try {
      return stop.run();
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }
}
