package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.web.body.Bodies;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.WebPath;

/**
 * Serves everything that has an address: takes each request apart, has it answered by whoever
 * answers its method, and sends the answer.
 */
final class AddressHandler implements Handler<RoutingContext> {
  private final Bodies bodies;
  private final String prefix;
  private final Function<String, Future<ResolvedPath>> roots;
  private final Map<HttpMethod, Answer> answers;

  /**
   * Serves the paths that begin with {@code prefix}.
   *
   * @param roots finds what the first segment after it names
   */
  AddressHandler(
      Bodies bodies,
      String prefix,
      Function<String, Future<ResolvedPath>> roots,
      Map<HttpMethod, Answer> answers) {
    this.bodies = bodies;
    this.prefix = prefix;
    this.roots = roots;
    this.answers = Map.copyOf(answers);
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!request.path().startsWith(prefix)) {
      ctx.next();
      return;
    }
    WebPath path = WebPath.of(request.path(), prefix);
    roots
        .apply(path.root())
        .compose(root -> answer(request, root, path))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private Future<Reply> answer(HttpServerRequest request, ResolvedPath root, WebPath path) {
    Answer answer = answers.get(request.method());
    return bodies
        .form(request)
        .compose(
            form ->
                Future.succeededFuture(
                        new Call(request, Arguments.of(request, form), form, root, path))
                    .compose(answer::to)
                    .eventually(form::close));
  }
}
