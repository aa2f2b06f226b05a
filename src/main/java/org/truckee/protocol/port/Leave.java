package org.truckee.protocol.port;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.Timers;

/**
 * The leave of a port from those who use it. For the time of its notice it serves as before, and
 * asks with each answer that the next request comes by another connection, so that balancers who
 * see that the node is not ready lose nothing. Then it takes no more connections and finishes what
 * is under way. As a handler of a router it sees the requests. Thread-safe.
 */
public final class Leave implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Leave.class);

  private final Timers timers;
  private final int notice;
  private final int finish;
  private volatile boolean begun;

  /** A leave with so many seconds of {@code notice}, and so many at most to {@code finish}. */
  public Leave(Timers timers, int notice, int finish) {
    this.timers = timers;
    this.notice = notice;
    this.finish = finish;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (begun) {
      ctx.response().putHeader("Connection", "close");
      ctx.addEndHandler(answered -> close(ctx.request()));
    }
    ctx.next();
  }

  /**
   * The rest of a body that nobody wants is still received, so that its sender reads the answer.
   */
  private static void close(HttpServerRequest request) {
    if (request.isEnded()) request.connection().close();
    else request.endHandler(ended -> request.connection().close());
  }

  /** The longest time that it takes. */
  public long millis() {
    return TimeUnit.SECONDS.toMillis(notice + finish);
  }

  /** Leaves {@code ports}, and closes them. */
  public Future<Void> of(List<ServedPort> ports) {
    begun = true;
    return notice().compose(noticed -> drain(ports));
  }

  private Future<Void> notice() {
    if (notice == 0) return Future.succeededFuture();
    LOG.info("the port closes in {} seconds, and the node says that it is not ready", notice);
    return timers.pause(TimeUnit.SECONDS.toMillis(notice));
  }

  private Future<Void> drain(List<ServedPort> ports) {
    LOG.info("the port takes no more connections; requests have {} seconds", finish);
    long millis = TimeUnit.SECONDS.toMillis(finish);
    return Future.join(ports.stream().map(port -> port.drain(millis)).toList()).mapEmpty();
  }
}
