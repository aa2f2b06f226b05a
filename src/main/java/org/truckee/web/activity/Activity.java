package org.truckee.web.activity;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.web.body.FormFields;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.page.ActivityPage;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.TransferPage;

/**
 * {@code GET /status/} and {@code /status/NUMBER}: the latest transfers of files, and one of them.
 */
public final class Activity {
  private final Timelines timelines;
  private final Pages pages;
  private final FileNames names;
  private final Predicate<HttpServerRequest> owner;

  /**
   * Shows {@code timelines} by way of {@code pages}, with the {@code names} of files where {@code
   * owner} holds.
   */
  public Activity(
      Timelines timelines, Pages pages, FileNames names, Predicate<HttpServerRequest> owner) {
    this.timelines = timelines;
    this.pages = pages;
    this.names = names;
    this.owner = owner;
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
      ActivityJson.send(ctx, timelines.latest());
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
    boolean named = owner.test(request);
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
        what(timeline),
        name,
        Amount.time(timeline.start()),
        timeline.kind().isSurvey() ? "" : Amount.bytes(timeline.size()),
        state(timeline),
        level(timeline),
        timeline.leftOff() ? "" : Amount.duration(timeline.age()),
        hasSpeed(timeline) ? speed(timeline) : "");
  }

  private static String what(Timeline timeline) {
    return switch (timeline.kind()) {
      case UPLOAD -> "Upload";
      case DOWNLOAD -> "Download";
      case PUBLISH -> "Update of a file";
      case RETRIEVE -> "Download of a changeable file";
      case SURVEY_TO_READ -> "Search for a changeable file";
      case SURVEY_TO_WRITE -> "Search before a change";
      case SURVEY_OF_ALL -> "Search on all servers";
    };
  }

  private static boolean hasSpeed(Timeline timeline) {
    return timeline.size() > 0 && timeline.took().isPresent() && timeline.failure().isEmpty();
  }

  private static String speed(Timeline timeline) {
    double seconds = Math.max(1e-3, timeline.age().toNanos() / 1e9);
    return Amount.bytes(timeline.size() / seconds) + "/s";
  }

  /** The state of a transfer, in a few words. */
  static String state(Timeline timeline) {
    if (timeline.failure().isPresent()) return "failed";
    if (timeline.took().isPresent()) return "done";
    if (timeline.leftOff()) return "download cancelled";
    if (timeline.kind().isSurvey()) return "asking servers";
    boolean up = timeline.kind().isWriting();
    if (timeline.segments() == 0) return up ? "finding servers" : "finding shares";
    if (up && timeline.segmentsDone() >= timeline.segments() - 1)
      return "storing %d of %d shares".formatted(timeline.sharesDone(), timeline.shares());
    return (up ? "sending segment %d of %d" : "reading segment %d of %d")
        .formatted(Math.min(timeline.segmentsDone() + 1, timeline.segments()), timeline.segments());
  }

  private static String level(Timeline timeline) {
    if (timeline.failure().isPresent()) return "bad";
    return timeline.took().isPresent() ? "good" : "warn";
  }

  private void one(RoutingContext ctx) {
    pages.send(ctx, page(find(ctx)));
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

  static TransferPage page(Timeline timeline) {
    Collection<ServerPart> parts = ServerPart.of(timeline.steps());
    long now = timeline.age().toNanos();
    long usual = ServerPart.usualNanos(parts);
    long whole = timeline.leftOff() ? lastAnswer(timeline) : now;
    Drawing drawing = new Drawing(firstShown(timeline), whole);
    return new TransferPage(
        what(timeline)
            + (" " + timeline.id())
            + (timeline.kind().isSurvey() ? "" : ", " + Amount.bytes(timeline.size())),
        timeline.took().isEmpty() && !timeline.leftOff(),
        TransferName.heading(timeline) + ". Total Size: " + timeline.size() + " bytes",
        sentence(timeline),
        level(timeline),
        facts(timeline),
        findings(parts, usual, now),
        drawing.rows(parts),
        drawing.ticks(),
        Drawing.height(parts.size()),
        parts.stream().map(part -> server(part, usual, now)).toList());
  }

  /** Of a long transfer only the latest steps are known, and the time before them is not drawn. */
  private static long firstShown(Timeline timeline) {
    return timeline.forgotten() == 0
        ? 0
        : timeline.steps().stream().mapToLong(Step::began).min().orElse(0);
  }

  private static long lastAnswer(Timeline timeline) {
    return timeline.steps().stream().mapToLong(step -> step.began() + step.took()).max().orElse(1);
  }

  private static String sentence(Timeline timeline) {
    String state = state(timeline);
    String text = state.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + state.substring(1);
    return timeline.failure().map(failure -> text + ": " + failure).orElse(text) + ".";
  }

  private static List<Fact> facts(Timeline timeline) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Began", Amount.time(timeline.start())));
    facts.add(new Fact("Took", Amount.duration(timeline.age())));
    if (hasSpeed(timeline)) facts.add(new Fact("Speed", speed(timeline)));
    if (!timeline.kind().isSurvey())
      facts.add(new Fact("Segments", timeline.segmentsDone() + " of " + timeline.segments()));
    if (timeline.kind().isWriting())
      facts.add(new Fact("Shares kept", timeline.sharesDone() + " of " + timeline.shares()));
    facts.add(new Fact("Storage index", timeline.storageIndex().toString()));
    if (timeline.forgotten() > 0)
      facts.add(new Fact("Not shown", Amount.of(timeline.forgotten(), "earlier step")));
    return facts;
  }

  /** The findings out of the ordinary, a sentence for each server. */
  private static List<String> findings(Collection<ServerPart> parts, long usual, long now) {
    return parts.stream()
        .filter(part -> !part.verdict(usual, now).equals("OK"))
        .map(part -> "Server " + part.server() + " is " + part.verdict(usual, now) + ".")
        .toList();
  }

  private static TransferPage.Server server(ServerPart part, long usual, long now) {
    return new TransferPage.Server(
        part.server(),
        part.shares().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        Long.toString(part.done()),
        ServerPart.text(part.averageNanos()),
        ServerPart.text(part.longestNanos()),
        part.verdict(usual, now));
  }
}
