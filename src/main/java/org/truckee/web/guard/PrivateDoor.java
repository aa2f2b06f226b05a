package org.truckee.web.guard;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * {@code /private/}: only for programs that know the token in the node's own directory. Tahoe sends
 * its log from there.
 */
public final class PrivateDoor implements Handler<RoutingContext> {
  private static final String SCHEME = "tahoe-lafs ";
  private static final String REFUSAL = "what is private needs the token of this node";

  private final Optional<Secret> token;
  private final WrongTries tries;

  public PrivateDoor(Optional<Secret> token, WrongTries tries) {
    this.token = token;
    this.tries = tries;
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.response().putHeader("WWW-Authenticate", "tahoe-lafs realm=\"tahoe-lafs\"");
    Secret right =
        token.orElseThrow(() -> new GridException(GridException.Kind.UNAUTHORIZED, REFUSAL));
    Doors.check(
        tries, ctx.request(), shown(ctx.request().getHeader("Authorization")), right, REFUSAL);
    ctx.response().headers().remove("WWW-Authenticate");
    ctx.next();
  }

  private static Optional<Secret> shown(String header) {
    if (header == null || !header.startsWith(SCHEME)) return Optional.empty();
    return Optional.of(new Secret(Bytes.utf8(header.substring(SCHEME.length()).strip())));
  }
}
