package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import org.truckee.client.Gateway;
import org.truckee.client.server.IntroducerClient;

/** The routes of a gateway's web port. */
public final class WebService {
  private final Gateway gateway;
  private final WelcomePage welcome;

  /** A web port to {@code gateway}; {@code version} is that of this program. */
  public WebService(
      Gateway gateway, List<IntroducerClient> introducers, String nickname, String version) {
    this.gateway = gateway;
    this.welcome = new WelcomePage(gateway, introducers, nickname, version);
  }

  /** Makes the router that serves the port. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().failureHandler(new WebFailure());
    router.errorHandler(404, ctx -> WebFailure.plain(ctx, 404, "There is no such page here."));
    router.errorHandler(
        405, ctx -> WebFailure.plain(ctx, 405, "This page can't be used in that way."));
    router.route("/static/*").handler(StaticHandler.create("webroot").setIndexPage("none"));
    router.route().handler(WebService::pause);
    router.get("/").handler(welcome);

    PutFile put = new PutFile(gateway);
    router.put("/uri").handler(put::put);
    router.post("/uri").handler(put::post);
    router.get("/uri").handler(WebService::redirectToCap);

    GetFile get = new GetFile(gateway);
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
    String target =
        "/uri/" + WebText.percentEncode(uri.strip()) + (rest.isEmpty() ? "" : "?" + rest);
    ctx.response().setStatusCode(302).putHeader("Location", target).end();
  }
}
