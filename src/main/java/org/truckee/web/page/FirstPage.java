package org.truckee.web.page;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.truckee.platform.BlockingWork;

/**
 * Has all templates compiled beside the event loop before the first page that a browser asks for: a
 * step before the handlers of a port, on requests whose body is paused or that have none.
 */
public final class FirstPage implements Handler<RoutingContext> {
  private final BlockingWork work;

  /** Has {@code work} done. */
  public FirstPage(BlockingWork work) {
    this.work = work;
  }

  /** Goes on in any case: a template that can't be compiled fails the page that needs it. */
  @Override
  public void handle(RoutingContext ctx) {
    if (Templates.areCompiled() || !Pages.wanted(ctx.request())) ctx.next();
    else work.run(Templates::compile).onComplete(done -> ctx.next());
  }
}
