package org.truckee.introducer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalInt;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Digits;
import org.truckee.bytes.Secret;
import org.truckee.protocol.invite.MailboxPaths;
import org.truckee.protocol.invite.MailboxPaths.Message;
import org.truckee.protocol.port.ClientAddress;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;

/** The requests to {@link Mailboxes}. Thread-safe. */
final class MailboxRoutes {
  private static final String NUMBER = ":number";

  private final Mailboxes mailboxes;
  private final MessageMemory memory;
  private final PublicationLimit claims;

  MailboxRoutes(Mailboxes mailboxes, MessageMemory memory, PublicationLimit claims) {
    this.mailboxes = mailboxes;
    this.memory = memory;
    this.claims = claims;
  }

  /** Adds the routes; those that are for members only are checked already. */
  void mount(Router router) {
    router.post(MailboxPaths.MAILBOXES).handler(this::open);
    router.post(MailboxPaths.claim(NUMBER)).handler(this::claim);
    router.delete(MailboxPaths.mailbox(NUMBER)).handler(this::remove);
    for (Message message : Message.values()) {
      String path = MailboxPaths.message(NUMBER, message);
      router.route(HttpMethod.PUT, path).handler(ctx -> put(ctx, message));
      router.route(HttpMethod.GET, path).handler(ctx -> get(ctx, message));
    }
  }

  private void open(RoutingContext ctx) {
    ctx.request().resume();
    Mailboxes.Side side = mailboxes.open(ClientAddress.of(ctx.request()));
    JsonObject told =
        new JsonObject()
            .put("number", side.number())
            .put("secret", side.secret().reveal())
            .put("seconds", Mailboxes.LIFE.toSeconds());
    answer(ctx, 201, told);
  }

  private void claim(RoutingContext ctx) {
    ctx.request().resume();
    OptionalInt wait = claims.count(ClientAddress.of(ctx.request()));
    if (wait.isPresent()) {
      ctx.response().putHeader("Retry-After", Integer.toString(wait.getAsInt()));
      throw new GridException(
          GridException.Kind.TOO_OFTEN,
          "one client tries at most %d codes in a minute here".formatted(claims.perMinute()));
    }
    Mailboxes.Claimed claimed = mailboxes.claim(number(ctx));
    answer(
        ctx,
        200,
        new JsonObject()
            .put("secret", claimed.secret().reveal())
            .put("offer", claimed.offer().toString()));
  }

  private void put(RoutingContext ctx, Message message) {
    Mailboxes.Side side = side(ctx);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .body(MailboxPaths.MAX_MESSAGE)
        .compose(
            bytes -> {
              mailboxes.put(side, message, Bytes.wrap(bytes));
              return Future.succeededFuture();
            })
        .onSuccess(kept -> exchange.sent(ctx.response().setStatusCode(201).end(), 0))
        .onFailure(exchange::fail);
  }

  private void get(RoutingContext ctx, Message message) {
    ctx.request().resume();
    mailboxes
        .get(side(ctx), message)
        .ifPresentOrElse(
            bytes -> ctx.end(Buffer.buffer(bytes.toArray())),
            () -> ctx.response().setStatusCode(204).end());
  }

  private void remove(RoutingContext ctx) {
    ctx.request().resume();
    mailboxes.remove(side(ctx));
    ctx.response().setStatusCode(204).end();
  }

  private static Mailboxes.Side side(RoutingContext ctx) {
    String header = ctx.request().getHeader("Authorization");
    if (header == null || !header.startsWith(MailboxPaths.SCHEME)) throw unauthorized();
    try {
      return new Mailboxes.Side(
          number(ctx), Secret.ofBase32(header.substring(MailboxPaths.SCHEME.length())));
    } catch (IllegalArgumentException e) {
      throw unauthorized();
    }
  }

  private static GridException unauthorized() {
    return new GridException(GridException.Kind.UNAUTHORIZED, "Wrong Authorization header");
  }

  private static int number(RoutingContext ctx) {
    String number = ctx.pathParam("number");
    if (!Digits.areAll(number, 6))
      throw new GridException(GridException.Kind.BAD_REQUEST, "the number of an invite is none");
    return Integer.parseInt(number);
  }

  private static void answer(RoutingContext ctx, int status, JsonObject told) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(told.encode());
  }
}
