package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.web.place.Places;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.WebPath;

/**
 * {@code /file/FILECAP/ANYTHING/NAME}: serves a file under a name in the address, from which
 * programs that save it can take it.
 */
final class NamedFileHandler implements Handler<RoutingContext> {
  private final Services services;
  private final String prefix;

  NamedFileHandler(Services services, String prefix) {
    this.services = services;
    this.prefix = prefix;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!request.path().startsWith(prefix)) {
      ctx.next();
      return;
    }
    WebPath path = WebPath.of(request.path(), prefix);
    ResolvedPath root = Places.root(path.root());
    FrontDoor.send(
        ctx, services.door.answer(request, form -> answer(Call.to(request, form, root, path))));
  }

  private Future<Reply> answer(Call call) {
    if (Target.of(call.root().target()) != Target.FILE)
      throw Arguments.bad("/file must be followed by a file-cap and a name");
    return ResourceHandler.answerAt(services, call);
  }
}
