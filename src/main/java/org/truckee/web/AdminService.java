package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;
import org.truckee.platform.Timers;
import org.truckee.web.failure.Explanation;
import org.truckee.web.failure.WebFailure;
import org.truckee.web.guard.AllowedMethods;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.PrivateDoor;
import org.truckee.web.guard.RequestGuard;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.monitor.FiguresText;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.statics.StaticFiles;
import org.truckee.web.storage.OwnStorage;
import org.truckee.web.storage.StorageRoutes;

/**
 * The routes of a storage server's admin port: the pages about it, and nothing else of a gateway.
 * They open as a gateway's private pages do, to programs and browsers of the same machine.
 */
public final class AdminService {
  private final OwnStorage storage;
  private final Pages pages;
  private final OwnerRights rights;

  /**
   * An admin port of {@code storage}.
   *
   * @param token opens what is below {@code /private/}
   */
  public AdminService(
      OwnStorage storage, String nickname, String version, Secret token, RandomGenerator random) {
    this.storage = storage;
    this.rights = new OwnerRights(true, Optional.empty(), Optional.of(token), List.of());
    this.pages =
        Pages.ofStorage(List.of(new Crumb("Storage", "/storage")), nickname, version, random);
  }

  /** Makes the router that serves the port. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    WebFailure failure = new WebFailure(pages, failed -> failed);
    router.route().failureHandler(failure);
    router.errorHandler(404, ctx -> failure.answer(ctx, Explanation.of(404)));
    router.errorHandler(405, ctx -> failure.answer(ctx, Explanation.of(405)));
    router.route().handler(AdminService::bind);
    router.route().handler(new AllowedMethods(router));
    router.route().handler(new RequestGuard(Set.of(), pages.formToken(), failure));
    Reading.at(router, "/static/:name").handler(new StaticFiles());
    WrongTries tries = new WrongTries(Timers.of(vertx)::nanos);
    Owner owner = new Owner(rights, tries);
    Reading.at(router, "/").handler(AdminService::toStorage);
    Reading.at(router, "/statistics").handler(ctx -> statistics(ctx, owner));
    router.route("/private/*").handler(new PrivateDoor(rights.apiToken(), tries));
    new StorageRoutes(Optional.of(storage), owner, pages).mount(router);
    return router;
  }

  private static void bind(RoutingContext ctx) {
    Client.of(ctx.request().remoteAddress()).bind();
    ctx.next();
  }

  /** The figures for monitors; people see them at the other page. */
  private void statistics(RoutingContext ctx, Owner owner) {
    owner.check(ctx.request(), "the state of a storage server requires a local connection");
    String t = Arguments.of(ctx.request()).t();
    boolean json = t.equals("json");
    if (!json && !t.equals("openmetrics")) {
      toStorage(ctx);
      return;
    }
    storage
        .stats()
        .map(stats -> new FiguresText(storage.counters(), stats))
        .compose(figures -> (json ? figures.json() : figures.openMetrics()).send(ctx))
        .onFailure(ctx::fail);
  }

  private static void toStorage(RoutingContext ctx) {
    Reply.redirectTo(302, "/storage").send(ctx).onFailure(ctx::fail);
  }
}
