package org.truckee.web.resource;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.web.http.Conditions;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.request.Call;

/** Serves {@code /uri} itself, which makes things that only the answer leads to. */
final class UnlinkedHandler implements Handler<RoutingContext> {
  private final Services services;

  UnlinkedHandler(Services services) {
    this.services = services;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (request.method().equals(HttpMethod.PUT)) Conditions.of(request).check(Optional.empty());
    FrontDoor.send(
        ctx,
        services.door.answer(
            request,
            form -> {
              Call call = Call.toUnlinked(request, form);
              return ApiTable.find(request.method(), Target.UNLINKED, call.t())
                  .orElseThrow(Unsupported::unlinked)
                  .answer(services, call);
            }));
  }
}
