package org.truckee.node;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be stopped in the reverse order. Event loop only. */
final class Shutdown {
  private final Deque<Stop> stops = new ArrayDeque<>();

  /** Stops one thing. */
  interface Stop {
    /** Completes when it has stopped. */
    Future<?> run();
  }

  /** Remembers how to stop what has just been started. */
  void add(Stop stop) {
    stops.push(stop);
  }

  /** Stops everything, whatever fails on the way. */
  Future<Void> run() {
    Future<Void> stopped = Future.succeededFuture();
    while (!stops.isEmpty()) {
      Stop next = stops.pop();
      stopped = stopped.transform(done -> next.run().mapEmpty());
    }
    return stopped;
  }
}
