package org.truckee.web.activity;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.truckee.GridException;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.web.body.FormFields;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.ActivityPage;

/**
 * {@code GET /status/} and {@code /status/NUMBER}: the latest transfers of files, and one of them.
 */
public final class Activity {
  private final Timelines timelines;
  private final Pages pages;
  private final FileNames names;
  private final WebSettings settings;

  /**
   * Shows {@code timelines} by way of {@code pages}, with the {@code names} of files to the owner
   * on this machine; where strangers use the gateway, without storage indexes.
   */
  public Activity(Timelines timelines, Pages pages, FileNames names, WebSettings settings) {
    this.timelines = timelines;
    this.pages = pages;
    this.names = names;
    this.settings = settings;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    reading(router, "/status").handler(this::list);
    router.post("/status").handler(this::list);
    reading(router, "/status/").handler(this::list);
    reading(router, "/status/:name").handler(this::one);
    reading(router, "/status/:name/event_json").handler(this::events);
  }

  private static Route reading(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private void list(RoutingContext ctx) {
    if ("json".equalsIgnoreCase(FormFields.of(ctx.request()).text("t")))
      ActivityJson.send(ctx, timelines.latest(), !settings.open());
    else pages.send(ctx, list(ctx.request()));
  }

  /** Tahoe's programs, which do not ask for a page, know transfers by addresses from the root. */
  private static String base(HttpServerRequest request) {
    if (request.path().endsWith("/")) return "";
    return Pages.wanted(request) ? "status/" : "/status/";
  }

  /** Searches are many and seldom of interest, unless they fail. */
  private ActivityPage list(HttpServerRequest request) {
    boolean all = FormFields.of(request).get("all").isPresent();
    boolean named = settings.owner().isNear(request);
    String base = base(request);
    return new ActivityPage(
        timelines.latest().stream()
            .filter(one -> all || !one.kind().isSurvey() || one.failure().isPresent())
            .map(timeline -> transfer(timeline, base, named ? name(timeline) : ""))
            .toList(),
        all);
  }

  private String name(Timeline timeline) {
    return names.of(timeline.storageIndex()).orElse("");
  }

  private static ActivityPage.Transfer transfer(Timeline timeline, String base, String name) {
    return new ActivityPage.Transfer(
        base + TransferName.of(timeline),
        TransferWords.what(timeline),
        name,
        Amount.time(timeline.start()),
        new ActivityPage.State(TransferWords.state(timeline), TransferWords.level(timeline)),
        new ActivityPage.Measures(
            timeline.kind().isSurvey() ? "" : Amount.bytes(timeline.size()),
            timeline.leftOff() ? "" : Amount.duration(timeline.age()),
            TransferWords.speed(timeline).orElse("")));
  }

  private void one(RoutingContext ctx) {
    pages.send(ctx, TransferPages.of(find(ctx), !settings.open()));
  }

  private void events(RoutingContext ctx) {
    SafeHeaders.data(ctx.response())
        .putHeader("Content-Type", "application/json")
        .end(EventsJson.of(find(ctx)).encode() + "\n");
  }

  private Timeline find(RoutingContext ctx) {
    String name = ctx.pathParam("name");
    return timelines
        .find(TransferName.number(name))
        .filter(timeline -> TransferName.names(name, timeline))
        .orElseThrow(
            () ->
                new GridException(
                    GridException.Kind.NOT_FOUND,
                    "only the latest transfers are remembered, and this is none of them"));
  }
}
