package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;
import org.truckee.web.failure.WebFailure;
import org.truckee.web.guard.AllowedMethods;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.PrivateDoor;
import org.truckee.web.guard.RequestGuard;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.FiguresText;
import org.truckee.web.monitor.HealthRoutes;
import org.truckee.web.monitor.NodeHealth;
import org.truckee.web.monitor.OtherFigures;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.FirstPage;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.statics.StaticFiles;
import org.truckee.web.storage.OwnStorage;
import org.truckee.web.storage.StorageRoutes;

/**
 * The routes of a node's admin port: its health, its figures, the page about its storage server,
 * and nothing else of a gateway. No capability is told. Programs with the token read the same below
 * {@code /private/}, and look after the trash of shares.
 */
public final class AdminService {
  /** What a person sees who opens the port of a node that keeps no shares. */
  private static final String LIST =
      "This is the admin port of a node. Monitors ask for /metrics, /healthz and /readyz.\n";

  private final NodeHealth health;
  private final Optional<OwnStorage> storage;
  private final Pages pages;
  private final OwnerRights rights;
  private final String nickname;
  private final String version;

  /**
   * An admin port that shows {@code health}, and the storage server of the same node if it has one.
   *
   * @param token opens what is below {@code /private/}
   */
  public AdminService(
      NodeHealth health,
      Optional<OwnStorage> storage,
      String nickname,
      String version,
      Secret token,
      RandomGenerator random) {
    this.health = health;
    this.nickname = nickname;
    this.version = version;
    this.storage = storage;
    this.rights = new OwnerRights(true, Optional.empty(), Optional.of(token), List.of());
    List<Crumb> places = List.of(new Crumb("Storage", "/storage"));
    this.pages = Pages.ofNode(storage.isPresent() ? places : List.of(), nickname, version, random);
  }

  /** Makes the router that serves the port. */
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    WebFailure failure = new WebFailure(pages, failed -> failed);
    failure.mount(router);
    router.route().handler(AdminService::bind);
    router.route().handler(new AllowedMethods(router));
    WebSettings settings = WebSettings.usual(nickname, version);
    router.route().handler(new RequestGuard(settings, pages.formToken(), failure));
    BlockingWork work = BlockingWork.of(vertx);
    StaticFiles.mount(router, work);
    Reading.at(router, "/*").handler(new FirstPage(work));
    HealthRoutes.mount(router, health);
    Reading.at(router, "/").handler(this::front);
    Reading.at(router, "/statistics").handler(this::statistics);
    router
        .route("/private/*")
        .handler(new PrivateDoor(rights.apiToken(), new WrongTries(Timers.of(vertx)::nanos)));
    Reading.at(router, "/private/node").handler(this::state);
    new StorageRoutes(storage, rights, pages).mount(router);
    return router;
  }

  private static void bind(RoutingContext ctx) {
    Client.of(ctx.request().remoteAddress()).bind();
    ctx.next();
  }

  /** The figures for monitors; people see them at the other page. */
  private void statistics(RoutingContext ctx) {
    String t = Arguments.of(ctx.request()).t();
    boolean json = t.equals("json");
    if (!json && !t.equals("openmetrics")) {
      front(ctx);
      return;
    }
    OtherFigures figuresOf = storage.map(OtherFigures.class::cast).orElse(OtherFigures.NONE);
    figuresOf
        .stats()
        .map(stats -> new FiguresText(figuresOf.counters(), stats))
        .compose(figures -> (json ? figures.json() : figures.openMetrics()).send(ctx))
        .onFailure(ctx::fail);
  }

  private void state(RoutingContext ctx) {
    health
        .state()
        .compose(state -> Reply.text(TahoeJson.lines(named(state)) + "\n").send(ctx))
        .onFailure(ctx::fail);
  }

  private Map<String, Object> named(Map<String, Object> state) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("nickname", nickname);
    all.put("version", version);
    all.putAll(state);
    return all;
  }

  private void front(RoutingContext ctx) {
    Reply front = storage.isPresent() ? Reply.redirectTo(302, "/storage") : Reply.text(LIST);
    front.send(ctx).onFailure(ctx::fail);
  }
}
