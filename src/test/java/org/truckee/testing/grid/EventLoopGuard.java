package org.truckee.testing.grid;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches that a request goes on on the event loop that its connection is served on: the head of
 * its answer is written there, whatever it waited for. It stands first in a router.
 */
final class EventLoopGuard implements Handler<RoutingContext> {
  private final List<Throwable> strays = new CopyOnWriteArrayList<>();

  @Override
  public void handle(RoutingContext ctx) {
    Thread own = Thread.currentThread();
    String request = ctx.request().method() + " " + ctx.request().path();
    ctx.addHeadersEndHandler(head -> check(own, request));
    ctx.next();
  }

  private void check(Thread own, String request) {
    if (Thread.currentThread() != own)
      strays.add(new AssertionError(request + " came by " + own + " and is answered elsewhere"));
  }

  /** Fails if a request was answered on another thread than its own. */
  void check() {
    if (strays.isEmpty()) return;
    AssertionError failure = new AssertionError(strays.size() + " requests left their event loop");
    strays.stream().limit(3).forEach(failure::addSuppressed);
    throw failure;
  }
}
