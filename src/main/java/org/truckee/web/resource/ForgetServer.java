package org.truckee.web.resource;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.truckee.GridException;
import org.truckee.web.body.FormFields;
import org.truckee.web.guard.Owner;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code POST /servers?t=forget&server=ID}: the gateway's owner wants nothing more to do with a
 * server, until that announces itself anew.
 */
public final class ForgetServer implements Handler<RoutingContext> {
  /** For a gateway that forgets no server. */
  public static final Consumer<String> NONE =
      server -> {
        throw new GridException(GridException.Kind.NOT_ALLOWED, "this gateway forgets no server");
      };

  private final Owner owner;
  private final Consumer<String> servers;

  /** Tells {@code servers} the ids of those that are to be forgotten. */
  public ForgetServer(Owner owner, Consumer<String> servers) {
    this.owner = owner;
    this.servers = servers;
  }

  @Override
  public void handle(RoutingContext ctx) {
    owner.check(ctx.request(), "only this gateway's owner may have servers forgotten");
    FormFields fields = FormFields.of(ctx.request());
    if (!fields.text("t").equals("forget")) throw Arguments.bad("POST /servers needs t=forget");
    String id = fields.text("server");
    if (id.isEmpty()) throw Arguments.bad("POST /servers?t=forget needs server=, the id of one");
    servers.accept(id);
    ctx.request().resume();
    Reply reply =
        Pages.wanted(ctx.request())
            ? Reply.redirectTo(303, "/")
            : Reply.text("The server is forgotten until it announces itself anew.\n");
    reply.send(ctx).onFailure(ctx::fail);
  }
}
