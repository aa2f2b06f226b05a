package org.truckee.web.entrust;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.client.Gateway;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.pool.FairPool;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.web.body.Allowance;
import org.truckee.web.body.Bodies;
import org.truckee.web.guard.Owner;
import org.truckee.web.monitor.Reading;
import org.truckee.web.request.Arguments;

/**
 * {@code /entrusted}. {@code POST} with {@code t=care} cares once for everything that the
 * entrustment in the body lists, as far as its owner wishes, and sends a line for each thing. For
 * the gateway's owner, {@code t=add} and {@code t=remove} change what upkeep cares for, and {@code
 * GET} lists it.
 */
public final class EntrustRoutes {
  /** The longest entrustment, of some 200,000 things. */
  private static final int MAX_BYTES = 32 << 20;

  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** The memory of all entrustments together that are cared for: that of the longest one. */
  private final FairPool memory = new FairPool("memory for an entrustment", MAX_BYTES, WAIT_MILLIS);

  private final Gateway gateway;
  private final Bodies bodies;
  private final TakenRoutes taken;
  private final boolean open;

  /**
   * The routes to {@code gateway}, to which entrustments come as {@code bodies}, and to its {@code
   * upkeep}, if it has one.
   *
   * @param open whether strangers use the gateway, which then cares for its owner alone
   */
  public EntrustRoutes(
      Gateway gateway, Bodies bodies, Owner owner, Optional<Upkeep> upkeep, boolean open) {
    this.open = open;
    this.gateway = gateway;
    this.bodies = bodies;
    this.taken = new TakenRoutes(gateway, owner, upkeep);
  }

  /** Adds the routes to {@code router}. */
  public void mount(Router router) {
    Reading.at(router, "/entrusted").handler(taken::show);
    router.post("/entrusted").handler(this::post);
  }

  private void post(RoutingContext ctx) {
    Arguments arguments = Arguments.of(ctx.request());
    switch (arguments.t()) {
      case "care" -> {
        if (open) taken.check(ctx);
        reading(ctx, text -> Allowance.storing(() -> care(ctx, arguments, text)));
      }
      case "add" -> {
        taken.check(ctx);
        reading(ctx, text -> taken.add(ctx, arguments, text));
      }
      case "remove" -> taken.remove(ctx, arguments);
      default -> throw Arguments.bad("POST /entrusted needs t=care, add or remove");
    }
  }

  private void reading(RoutingContext ctx, Function<String, Future<Void>> use) {
    bodies
        .received(ctx.request(), MAX_BYTES)
        .compose(
            body ->
                memory
                    .holding(body.size(), () -> bodies.text(body).compose(use))
                    .eventually(body::close))
        .onFailure(ctx::fail);
  }

  private Future<Void> care(RoutingContext ctx, Arguments arguments, String text) {
    CheckOptions options = new CheckOptions(arguments.is("verify"), arguments.is("add-lease"));
    return gateway
        .compute(() -> EntrustmentText.read(text))
        .compose(trusted -> care(trusted, options, arguments.is("audit")).send(ctx));
  }

  private CareReply care(Entrustment trusted, CheckOptions options, boolean audit) {
    trusted.policy().requireInTime(gateway.clock().instant());
    return new CareReply(
        new Care(gateway, options, trusted.policy().repair(), audit), trusted.things());
  }
}
