package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Lets only the gateway's owner through: whoever comes to a port that only this machine can reach,
 * or else knows the secret that is configured, which browsers send as the password of any user.
 */
final class DriveDoor implements Handler<RoutingContext> {
  private final WebSettings settings;

  DriveDoor(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (settings.loopback() && settings.secret().isEmpty()) {
      ctx.next();
      return;
    }
    Secret secret =
        settings
            .secret()
            .orElseThrow(
                () ->
                    new GridException(
                        GridException.Kind.FORBIDDEN,
                        "the private drive is shown only on loopback, or with a secret set in the"
                            + " gateway's configuration"));
    if (sent(ctx.request().getHeader("Authorization")).filter(secret::equals).isPresent()) {
      ctx.next();
      return;
    }
    ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"private drive\"");
    throw new GridException(
        GridException.Kind.UNAUTHORIZED, "the private drive opens only with its secret");
  }

  private static Optional<Secret> sent(String header) {
    if (header == null || !header.startsWith("Basic ")) return Optional.empty();
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      return Optional.of(new Secret(Bytes.utf8(text.substring(text.indexOf(':') + 1))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
