package org.truckee.web.entrust;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.upkeep.Caretaking;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.entrust.TakenEntrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.web.guard.Owner;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/** What others entrusted and upkeep cares for, as the gateway's owner sees and changes it. */
record TakenRoutes(Gateway gateway, Owner owner, Optional<Upkeep> upkeep) {
  private static final String REFUSAL =
      "only this gateway's owner sees and changes what it cares for";

  /** Lets only the owner pass. */
  void check(RoutingContext ctx) {
    owner.check(ctx.request(), REFUSAL);
  }

  /**
   * {@code GET}: a list; with {@code t=report} and {@code name=}, the last report about one; with
   * {@code t=key}, the key that reports are signed with.
   */
  void show(RoutingContext ctx) {
    check(ctx);
    Arguments arguments = Arguments.of(ctx.request());
    Future<Reply> reply =
        switch (arguments.t()) {
          case "", "json" -> upkeep.map(TakenRoutes::list).orElseGet(TakenRoutes::nothing);
          case "report" -> caring().entrusted().reportText(name(arguments)).map(Reply::text);
          case "key" -> Future.succeededFuture(Reply.text(caring().reports().key() + "\n"));
          default -> throw Arguments.bad("GET /entrusted knows t=json, report and key");
        };
    reply.compose(ready -> ready.send(ctx)).onFailure(ctx::fail);
  }

  private static Future<Reply> list(Upkeep caring) {
    return caring.caretaking().entrusted().all().map(all -> reply(caring, all));
  }

  private static Future<Reply> nothing() {
    return Future.succeededFuture(Reply.text("[]\n"));
  }

  private static Reply reply(Upkeep caring, List<TakenEntrustment> all) {
    List<Map<String, Object>> entries = new ArrayList<>();
    all.forEach(each -> entries.add(TakenJson.of(caring, each)));
    caring.caretaking().entrusted().damaged().stream()
        .map(TakenJson::damaged)
        .forEach(entries::add);
    return Reply.text(TahoeJson.lines(entries) + "\n");
  }

  /** {@code t=add}: has what {@code text} entrusts cared for, under {@code name=}. */
  Future<Void> add(RoutingContext ctx, Arguments arguments, String text) {
    Caretaking caring = caring();
    return gateway
        .compute(() -> EntrustmentText.read(text))
        .compose(whole -> caring.take(name(arguments), whole, text))
        .map(TakenRoutes::sentence)
        .compose(told -> Reply.text(told).send(ctx));
  }

  private static String sentence(TakenEntrustment taken) {
    return "%d things are cared for until %s, every %s%s.\n"
        .formatted(
            taken.things(),
            taken.policy().until(),
            taken.policy().rhythm().word(),
            taken.policy().repair() ? "" : ", and not repaired");
  }

  /** {@code t=remove}: has what was entrusted under {@code name=} cared for no longer. */
  void remove(RoutingContext ctx, Arguments arguments) {
    check(ctx);
    ctx.request().resume();
    caring()
        .giveUp(name(arguments))
        .compose(removed -> Reply.text("That is not cared for any more.\n").send(ctx))
        .onFailure(ctx::fail);
  }

  private Caretaking caring() {
    return upkeep
        .map(Upkeep::caretaking)
        .orElseThrow(
            () -> new GridException(GridException.Kind.NOT_FOUND, "this gateway has no upkeep"));
  }

  private static String name(Arguments arguments) {
    return arguments.required(
        "name", "t=" + arguments.t() + " needs name=, a name for the entrustment");
  }
}
