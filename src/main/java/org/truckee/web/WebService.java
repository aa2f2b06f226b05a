package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.random.RandomGenerator;
import org.truckee.client.Gateway;
import org.truckee.client.server.IntroducerClient;
import org.truckee.web.page.Address;
import org.truckee.web.page.Pages;

/** The routes of a gateway's web port. */
public final class WebService {
  private final Gateway gateway;
  private final Pages pages;
  private final Welcome welcome;

  /**
   * A web port to {@code gateway}; {@code version} is that of this program. {@code random}, a
   * secure one, keeps strangers' scripts out of the pages.
   */
  public WebService(
      Gateway gateway,
      List<IntroducerClient> introducers,
      String nickname,
      String version,
      RandomGenerator random) {
    this.gateway = gateway;
    this.pages = new Pages(nickname, version, random);
    this.welcome = new Welcome(gateway, introducers, pages, nickname, version);
  }

  /** Makes the router that serves the port. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    WebFailure failure = new WebFailure(pages);
    router.route().failureHandler(failure);
    router.errorHandler(404, ctx -> failure.answer(ctx, Explanation.of(404), ""));
    router.errorHandler(405, ctx -> failure.answer(ctx, Explanation.of(405), ""));
    router.route("/static/*").handler(StaticHandler.create("webroot/static").setIndexPage("none"));
    router.route().handler(WebService::pause);
    router.get("/").handler(welcome);

    PutFile put = new PutFile(gateway, pages);
    router.put("/uri").handler(put::put);
    router.post("/uri").handler(put::post);
    router.get("/uri").handler(WebService::redirectToCap);

    GetFile get = new GetFile(gateway, pages);
    reading(router, "/uri/:cap", get);
    reading(router, "/cap/:cap", get);
    reading(router, "/file/:cap", get);
    reading(router, "/file/:cap/@@named=/:name", get);
    reading(router, "/file/:cap/:name", get);
    reading(router, "/named/:cap/:name", get);
    return router;
  }

  private static void reading(Router router, String path, GetFile handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  /** Handlers answer later: until then, nothing of a body may be lost. */
  private static void pause(RoutingContext ctx) {
    ctx.request().pause();
    ctx.next();
  }

  private static void redirectToCap(RoutingContext ctx) {
    String uri = ctx.request().getParam("uri");
    if (uri == null) {
      WebFailure.plain(ctx, 400, "GET /uri requires uri=");
      return;
    }
    String rest = ctx.request().query().replaceAll("(^|&)uri=[^&]*", "").replaceFirst("^&", "");
    String target = "/uri/" + Address.encode(uri.strip()) + (rest.isEmpty() ? "" : "?" + rest);
    ctx.response().setStatusCode(302).putHeader("Location", target).end();
  }
}
