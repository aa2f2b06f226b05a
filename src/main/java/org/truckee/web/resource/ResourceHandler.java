package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.web.record.NotedThings;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.WhenDone;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.WebPath;
import org.truckee.web.view.ConfirmationPage;

/**
 * Serves everything that has an address: each request is taken apart, the row of the API's table is
 * found that answers it, and the answer is sent.
 */
final class ResourceHandler implements Handler<RoutingContext> {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Services services;
  private final String prefix;
  private final RootSource roots;

  /** The things that the first segments of paths name, for requests that may ask for them. */
  interface RootSource {
    /** The thing that {@code name} names in {@code ctx}. */
    Future<ResolvedPath> find(RoutingContext ctx, String name);
  }

  /**
   * Serves the paths that begin with {@code prefix}.
   *
   * @param roots finds the thing that the first segment after it names
   */
  ResourceHandler(Services services, String prefix, RootSource roots) {
    this.services = services;
    this.prefix = prefix;
    this.roots = roots;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!request.path().startsWith(prefix)) {
      ctx.next();
      return;
    }
    WebPath path = WebPath.of(request.path(), prefix);
    FrontDoor.send(
        ctx,
        roots
            .find(ctx, path.root())
            .compose(
                root ->
                    services.door.answer(
                        request, form -> answer(Call.to(request, form, root, path)))));
  }

  private Future<Reply> answer(Call call) {
    call.root().target().strongest().ifPresent(NotedThings::about);
    HttpMethod method = call.request().method();
    if (READING.contains(method)) return found(call);
    Future<Void> fresh = services.freshness.check(call);
    return method.equals(HttpMethod.POST)
        ? fresh.compose(checked -> posted(call))
        : fresh.compose(checked -> changed(call));
  }

  /** The user of a form goes on to another page afterwards, unless there is something to see. */
  private Future<Reply> posted(Call call) {
    WhenDone whenDone = WhenDone.of(call.arguments());
    return changed(call)
        .map(reply -> reply instanceof ConfirmationPage ? reply : whenDone.after("", reply));
  }

  private Future<Reply> changed(Call call) {
    HttpServerRequest request = call.request();
    if (request.method().equals(HttpMethod.PUT) && request.getHeader("Content-Range") != null)
      throw Arguments.bad("Content-Range in PUT is not supported: say offset= for a mutable file");
    Optional<Endpoint<?>> row =
        call.isForRoot()
            ? Optional.empty()
            : ApiTable.find(request.method(), Target.NAME, call.t());
    return row.isPresent() ? row.get().answer(services, call) : found(call);
  }

  private Future<Reply> found(Call call) {
    return Future.succeededFuture()
        .compose(begun -> services.past.find(call))
        .compose(place -> answerAt(services, call.at(place)));
  }

  /** Answers {@code call} by the row for the kind of thing that its place is. */
  static Future<Reply> answerAt(Services services, Call call) {
    HttpMethod method = call.request().method();
    Target target = Target.of(call.place().target());
    if (method.equals(HttpMethod.POST) && target == Target.DIRECTORY)
      services.places.allowed(call.place());
    Endpoint<?> row =
        ApiTable.find(method, target, call.t()).orElseThrow(() -> Unsupported.by(call));
    if (call.arguments().get("at").isPresent() && !row.asked().takes().contains("at"))
      throw Arguments.bad("at= can't be said with this request");
    return row.answer(services, call);
  }
}
