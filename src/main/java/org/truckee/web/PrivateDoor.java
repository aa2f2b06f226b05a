package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * {@code /private/}: only for programs that know the token in the node's own directory. Tahoe sends
 * its log from there; this gateway's is in a file beside the token.
 */
final class PrivateDoor implements Handler<RoutingContext> {
  private static final String SCHEME = "tahoe-lafs ";

  private final Optional<Secret> token;

  PrivateDoor(Optional<Secret> token) {
    this.token = token;
  }

  @Override
  public void handle(RoutingContext ctx) {
    String header = ctx.request().getHeader("Authorization");
    boolean known =
        header != null
            && header.startsWith(SCHEME)
            && token
                .filter(new Secret(Bytes.utf8(header.substring(SCHEME.length()).strip()))::equals)
                .isPresent();
    if (known) {
      ctx.next();
      return;
    }
    ctx.response().putHeader("WWW-Authenticate", "tahoe-lafs realm=\"tahoe-lafs\"");
    throw new GridException(
        GridException.Kind.UNAUTHORIZED, "what is private needs the token of this node");
  }
}
