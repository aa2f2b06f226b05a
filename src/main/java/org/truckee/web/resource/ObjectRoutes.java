package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.activity.FileNames;
import org.truckee.web.body.Bodies;
import org.truckee.web.guard.DriveDoor;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.local.LocalFolders;
import org.truckee.web.monitor.Counters;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.GivenLink;
import org.truckee.web.view.InfoPages;
import org.truckee.web.view.PageMaker;
import org.truckee.web.walk.CheckPages;
import org.truckee.web.walk.Checks;
import org.truckee.web.walk.Operations;

/** Where files and directories are served, and the slow work on them; puts together who does it. */
public final class ObjectRoutes {
  private final Bodies bodies;
  private final Roots roots;
  private final Owner owner;
  private final Operations operations;
  private final UnlinkedHandler unlinked;
  private final Map<HttpMethod, Answer> answers;
  private final GetAnswer reading;

  public ObjectRoutes(
      Vertx vertx,
      Gateway gateway,
      Roots roots,
      WebSettings settings,
      Owner owner,
      Pages pages,
      Counters counters,
      FileNames names) {
    this.bodies = new Bodies(vertx, gateway, settings.silenceMillis());
    this.roots = roots;
    this.owner = owner;
    Directories directories = gateway.directories();
    Places places = new Places(directories);
    PageMaker maker = new PageMaker(pages);
    Uploads uploads = new Uploads(gateway, bodies, counters, names);
    NewDirectories newDirectories = new NewDirectories(gateway, bodies);
    LocalFiles local =
        new LocalFiles(vertx, gateway, places, new LocalFolders(settings.localFolders()), owner);
    operations = new Operations(vertx, bodies, pages, Operations.Spans.USUAL);
    Checks checks =
        new Checks(directories, gateway.checker(), operations, maker, new CheckPages(pages));
    DirectoryActions actions =
        new DirectoryActions(directories, places, uploads, newDirectories, checks, maker);
    unlinked = new UnlinkedHandler(bodies, uploads, newDirectories, maker);
    reading = new GetAnswer(gateway, counters, names, places, maker, new InfoPages(pages), local);
    Freshness freshness = new Freshness(gateway, places);
    PutAnswer putting = new PutAnswer(directories, places, bodies, uploads, local, freshness);
    PostAnswer posting = new PostAnswer(places, uploads, newDirectories, actions, checks);
    answers =
        Map.of(
            HttpMethod.GET, reading,
            HttpMethod.HEAD, reading,
            HttpMethod.PUT, onConditions(freshness, putting),
            HttpMethod.POST, onConditions(freshness, posting),
            HttpMethod.DELETE, onConditions(freshness, new DeleteAnswer(places)));
  }

  private static Answer onConditions(Freshness freshness, Answer answer) {
    return call -> freshness.check(call).compose(fresh -> answer.to(call));
  }

  public void mount(Router router) {
    router.put("/uri").handler(unlinked::put);
    router.post("/uri").handler(unlinked::post);
    Reading.at(router, "/uri").handler(ObjectRoutes::redirectToCap);
    router.route("/uri").handler(ObjectRoutes::unknownMethod);
    serve(router, "/uri/", ObjectRoutes::capability);
    serve(router, "/cap/", ObjectRoutes::capability);
    router.route("/vdrive/private").handler(new DriveDoor(owner));
    router.route("/vdrive/private/*").handler(new DriveDoor(owner));
    serve(router, "/vdrive/", this::drive);
    named(router, "/file/");
    named(router, "/named/");
    for (String path : new String[] {"/operations/:handle", "/operations/:handle/:storageIndex"}) {
      Reading.at(router, path).handler(operations::handle);
      router.post(path).handler(operations::handle);
    }
  }

  private void serve(Router router, String prefix, Function<String, Future<ResolvedPath>> roots) {
    Handler<RoutingContext> handler = new AddressHandler(bodies, prefix, roots, answers);
    answers.keySet().forEach(method -> router.route(method, prefix + "*").handler(handler));
  }

  private void named(Router router, String prefix) {
    Answer answer = new NamedFile(reading);
    Handler<RoutingContext> handler =
        new AddressHandler(
            bodies,
            prefix,
            ObjectRoutes::capability,
            Map.of(HttpMethod.GET, answer, HttpMethod.HEAD, answer));
    router.route(HttpMethod.GET, prefix + "*").handler(handler);
    router.route(HttpMethod.HEAD, prefix + "*").handler(handler);
    router.route(prefix + "*").handler(ObjectRoutes::onlyReading);
  }

  /** As Tahoe answers methods that are used nowhere in its API. */
  private static void unknownMethod(RoutingContext ctx) {
    if (ctx.request().path().equals("/uri")) ctx.fail(501);
    else ctx.next();
  }

  private static void onlyReading(RoutingContext ctx) {
    throw Arguments.bad("/file can only be used with GET or HEAD");
  }

  private static Future<ResolvedPath> capability(String text) {
    return Future.succeededFuture(Places.root(text));
  }

  private Future<ResolvedPath> drive(String name) {
    Future<Capability> root =
        switch (name) {
          case "global" -> roots.global();
          case "private" -> roots.own();
          default ->
              Future.failedFuture(
                  new GridException(
                      GridException.Kind.NOT_FOUND,
                      "there are two drives, /vdrive/global and /vdrive/private"));
        };
    return root.map(
        cap -> new ResolvedPath(ChildTarget.of(cap), Optional.empty(), Optional.empty()));
  }

  private static void redirectToCap(RoutingContext ctx) {
    Arguments arguments = Arguments.of(ctx.request());
    if (ctx.request().path().endsWith("/") && arguments.get("uri").isEmpty()) {
      redirect(ctx, "/uri" + (ctx.request().query() == null ? "" : "?" + ctx.request().query()));
      return;
    }
    String uri = arguments.required("uri", "GET /uri requires uri=");
    String rest = ctx.request().query().replaceAll("(^|&)uri=[^&]*", "").replaceFirst("^&", "");
    redirect(ctx, GivenLink.of(uri).path() + (rest.isEmpty() ? "" : "?" + rest));
  }

  private static void redirect(RoutingContext ctx, String location) {
    Reply.redirectTo(302, location).send(ctx).onFailure(ctx::fail);
  }
}
