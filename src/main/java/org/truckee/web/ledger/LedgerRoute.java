package org.truckee.web.ledger;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.OptionalInt;
import org.truckee.client.Gateway;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /ledger}: what each account of the grid takes of each server, as a page, and as JSON by
 * {@code t=json}. All who reach the port of a gateway with an account see it; at a gateway for
 * strangers, its owner alone. Names are shown to the owner of the operator's node, on the same
 * machine.
 */
public final class LedgerRoute {
  private final Gateway gateway;
  private final ServerLedgers ledgers;
  private final AccountNames names;
  private final WebSettings settings;
  private final Owner owner;
  private final Pages pages;

  /** Tells what the servers of {@code gateway} tell. */
  public LedgerRoute(
      Gateway gateway, AccountNames names, WebSettings settings, Owner owner, Pages pages) {
    this.gateway = gateway;
    this.ledgers = new ServerLedgers(gateway.servers(), gateway.clock());
    this.names = names;
    this.settings = settings;
    this.owner = owner;
    this.pages = pages;
  }

  /** Returns whether {@code gateway} has an account, and so something to tell. */
  public static boolean isFor(Gateway gateway) {
    return gateway.servers().account().isPresent();
  }

  /** Adds the route to {@code router}. */
  public void mount(Router router) {
    Reading.at(router, "/ledger").handler(this::show);
  }

  private void show(RoutingContext ctx) {
    if (settings.open()) owner.check(ctx.request(), "only the owner sees the ledger here");
    boolean json = Arguments.of(ctx.request()).t().equals("json");
    boolean near = settings.owner().isNear(ctx.request());
    Future<Map<Integer, String>> known =
        near ? names.now() : Future.succeededFuture(Map.<Integer, String>of());
    known
        .compose(all -> ledgers.all().map(told -> new GridLedger(own(), told, all)))
        .map(ledger -> json ? json(ledger) : page(ledger))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private OptionalInt own() {
    return gateway.servers().account().stream().mapToInt(MemberAccount::number).findFirst();
  }

  private static Reply json(GridLedger ledger) {
    return Reply.text(TahoeJson.lines(LedgerJson.of(ledger)) + "\n");
  }

  private Reply page(GridLedger ledger) {
    return new PageReply(pages, new LedgerWords(ledger).page());
  }
}
