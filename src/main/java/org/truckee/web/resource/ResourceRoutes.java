package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.guard.DriveDoor;
import org.truckee.web.guard.Owner;
import org.truckee.web.member.Members;
import org.truckee.web.monitor.Reading;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.GivenLink;
import org.truckee.web.signin.MemberDoor;

/** The addresses at which files and directories are served, and the slow work on them. */
public final class ResourceRoutes {
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE);

  private final Services services;
  private final Roots roots;
  private final Owner owner;
  private final Optional<Members> members;

  /** Routes to {@code services}; the drives begin at {@code roots}, {@code members} have some. */
  public ResourceRoutes(Services services, Roots roots, Owner owner, Optional<Members> members) {
    this.services = services;
    this.roots = roots;
    this.owner = owner;
    this.members = members;
  }

  public void mount(Router router) {
    Handler<RoutingContext> unlinked = new UnlinkedHandler(services);
    router.put("/uri").handler(unlinked);
    router.post("/uri").handler(unlinked);
    Reading.at(router, "/uri").handler(ResourceRoutes::redirectToCap);
    router.route("/uri").handler(ResourceRoutes::unknownMethod);
    serve(router, "/uri/", ResourceRoutes::capability);
    serve(router, "/cap/", ResourceRoutes::capability);
    router.route("/vdrive/private").handler(new DriveDoor(owner));
    router.route("/vdrive/private/*").handler(new DriveDoor(owner));
    members.map(MemberDoor::new).ifPresent(door -> guard(router, door));
    serve(router, "/vdrive/", this::drive);
    named(router, "/file/");
    named(router, "/named/");
    operations(router, "/operations/:handle");
    operations(router, "/operations/:handle/:storageIndex");
  }

  private static void guard(Router router, MemberDoor door) {
    router.route("/vdrive/mine").handler(door);
    router.route("/vdrive/mine/*").handler(door);
  }

  private void operations(Router router, String path) {
    Reading.at(router, path).handler(services.operations::handle);
    router.post(path).handler(services.operations::handle);
  }

  private void serve(Router router, String prefix, ResourceHandler.RootSource roots) {
    Handler<RoutingContext> handler = new ResourceHandler(services, prefix, roots);
    METHODS.forEach(method -> router.route(method, prefix + "*").handler(handler));
  }

  private void named(Router router, String prefix) {
    Reading.at(router, prefix + "*").handler(new NamedFileHandler(services, prefix));
    router.route(prefix + "*").handler(ResourceRoutes::onlyReading);
  }

  /** Answers methods that are used nowhere in the API, as Tahoe does. */
  private static void unknownMethod(RoutingContext ctx) {
    if (ctx.request().path().equals("/uri")) ctx.fail(501);
    else ctx.next();
  }

  private static void onlyReading(RoutingContext ctx) {
    throw Arguments.bad("/file can only be used with GET or HEAD");
  }

  private static Future<ResolvedPath> capability(RoutingContext ctx, String text) {
    return Future.succeededFuture(Places.root(text));
  }

  private Future<ResolvedPath> drive(RoutingContext ctx, String name) {
    Future<Capability> root =
        switch (name) {
          case "global" -> roots.global().map(services::shared);
          case "private" -> roots.own();
          default ->
              MemberDoor.member(ctx)
                  .map(member -> members.orElseThrow().drive(member, roots))
                  .orElseThrow(this::noDrive);
        };
    return root.map(
        cap -> new ResolvedPath(ChildTarget.of(cap), Optional.empty(), Optional.empty()));
  }

  private GridException noDrive() {
    return new GridException(
        GridException.Kind.NOT_FOUND,
        members.isEmpty()
            ? "there are two drives, /vdrive/global and /vdrive/private"
            : "there are three drives, /vdrive/global, /vdrive/private and /vdrive/mine");
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
