package org.truckee.web.entrust;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.pool.FairPool;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.web.body.Bodies;
import org.truckee.web.request.Arguments;

/**
 * {@code POST /entrusted?t=care}: cares once for everything that the entrustment in the body lists,
 * as far as its owner wishes, and sends a line for each thing.
 */
public final class EntrustRoutes {
  /** The longest entrustment, of some 200,000 things. */
  private static final int MAX_BYTES = 32 << 20;

  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** The memory of all entrustments together that are cared for: that of the longest one. */
  private final FairPool memory = new FairPool("memory for an entrustment", MAX_BYTES, WAIT_MILLIS);

  private final Gateway gateway;
  private final Bodies bodies;

  /** The routes to {@code gateway}, to which entrustments come as {@code bodies}. */
  public EntrustRoutes(Gateway gateway, Bodies bodies) {
    this.gateway = gateway;
    this.bodies = bodies;
  }

  /** Adds the route to {@code router}. */
  public void mount(Router router) {
    router.post("/entrusted").handler(this::care);
  }

  private void care(RoutingContext ctx) {
    Arguments arguments = Arguments.of(ctx.request());
    if (!arguments.t().equals("care")) throw Arguments.bad("POST /entrusted needs t=care");
    CheckOptions options = new CheckOptions(arguments.is("verify"), arguments.is("add-lease"));
    boolean audit = arguments.is("audit");
    bodies
        .received(ctx.request(), MAX_BYTES)
        .compose(
            body ->
                memory
                    .holding(body.size(), () -> care(ctx, body, options, audit))
                    .eventually(body::close))
        .onFailure(ctx::fail);
  }

  private Future<Void> care(
      RoutingContext ctx, ReceivedFile body, CheckOptions options, boolean audit) {
    return bodies
        .text(body)
        .compose(text -> gateway.compute(() -> EntrustmentText.read(text)))
        .map(this::inTime)
        .compose(
            trusted ->
                new CareReply(
                        new Care(gateway, options, trusted.policy().repair(), audit),
                        trusted.things())
                    .send(ctx));
  }

  private Entrustment inTime(Entrustment trusted) {
    LocalDate today = LocalDate.ofInstant(gateway.clock().instant(), ZoneOffset.UTC);
    if (today.isAfter(trusted.policy().until()))
      throw new GridException(
          GridException.Kind.FORBIDDEN,
          "this entrustment ended with " + trusted.policy().until(),
          "its owner can make a new one");
    return trusted;
  }
}
