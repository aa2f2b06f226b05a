package org.truckee.web.upkeep;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.web.guard.Owner;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /upkeep}, for the gateway's owner: {@code GET} tells what is kept up and how well, {@code
 * POST} with {@code t=run}, {@code pause}, {@code resume}, {@code add} or {@code remove} steers it.
 */
public final class UpkeepRoutes {
  private static final String REFUSAL = "only this gateway's owner sees and steers its upkeep";

  private final Owner owner;
  private final Optional<Upkeep> upkeep;
  private final Pages pages;
  private final InstantSource clock;

  /** The routes of {@code upkeep}; a gateway without one shows that it is off. */
  public UpkeepRoutes(Owner owner, Optional<Upkeep> upkeep, Pages pages, InstantSource clock) {
    this.owner = owner;
    this.upkeep = upkeep;
    this.pages = pages;
    this.clock = clock;
  }

  /** Adds the routes to {@code router}. */
  public void mount(Router router) {
    Reading.at(router, "/upkeep").handler(this::show);
    router.post("/upkeep").handler(this::steer);
  }

  private void show(RoutingContext ctx) {
    owner.check(ctx.request(), REFUSAL);
    boolean json = Arguments.of(ctx.request()).t().equals("json");
    upkeep
        .map(UpkeepRoutes::ask)
        .orElseGet(() -> Future.succeededFuture(off()))
        .map(answer -> json ? text(answer) : new PageReply(pages, new UpkeepWords(answer).page()))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private static Future<UpkeepJson> ask(Upkeep asked) {
    return asked.state().compose(state -> asked.low().map(low -> new UpkeepJson(state, low)));
  }

  private UpkeepJson off() {
    return new UpkeepJson(UpkeepState.off(clock.instant()), List.of());
  }

  private static Reply text(UpkeepJson answer) {
    return Reply.text(TahoeJson.lines(answer.fields()) + "\n");
  }

  private void steer(RoutingContext ctx) {
    owner.check(ctx.request(), REFUSAL);
    Upkeep steered =
        upkeep.orElseThrow(
            () -> new GridException(GridException.Kind.NOT_FOUND, "this gateway has no upkeep"));
    Arguments arguments = Arguments.of(ctx.request());
    ctx.request().resume();
    done(steered, arguments)
        .compose(sentence -> reply(ctx, sentence).send(ctx))
        .onFailure(ctx::fail);
  }

  private static Reply reply(RoutingContext ctx, String sentence) {
    return Pages.wanted(ctx.request())
        ? Reply.redirectTo(303, "/upkeep")
        : Reply.text(sentence + "\n");
  }

  /** Does what is asked for, and tells it. */
  private static Future<String> done(Upkeep upkeep, Arguments arguments) {
    return switch (arguments.t()) {
      case "run" -> upkeep.run().map("Everything is due now.");
      case "pause" -> upkeep.pause(true).map("Upkeep is paused.");
      case "resume" -> upkeep.pause(false).map("Upkeep goes on.");
      case "add" ->
          upkeep
              .add(name(arguments), arguments.required("cap", "t=add needs cap=, a directory"))
              .map("What is below that directory is kept up from now on.");
      case "remove" ->
          upkeep.remove(name(arguments)).map("That directory is not kept up any more.");
      default -> throw Arguments.bad("POST /upkeep needs t=run, pause, resume, add or remove");
    };
  }

  private static String name(Arguments arguments) {
    return arguments.required("name", "t=" + arguments.t() + " needs name=, a name for the root");
  }
}
