package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Tells a gateway's owner from others. With a configured secret, a request is the owner's if it
 * shows the secret, which browsers send as the password of any user. Without one, a request is the
 * owner's if it comes from this machine, as {@link Vicinity} tells; but not if the gateway is open
 * to strangers or goes by other names too, since then a proxy of this machine passes their requests
 * on.
 */
public final class Owner {
  private final boolean trustsLoopback;
  private final Optional<Secret> secret;
  private final WrongTries tries;

  public Owner(OwnerRights rights, WrongTries tries) {
    this.trustsLoopback = rights.trustsLoopback();
    this.secret = rights.secret();
    this.tries = tries;
  }

  /**
   * Returns whether {@code request} is the owner's by where it comes from alone, without a secret.
   */
  public static boolean isNear(OwnerRights rights, HttpServerRequest request) {
    return rights.secret().isEmpty()
        && rights.trustsLoopback()
        && !Vicinity.isForwarded(request)
        && Vicinity.isLocal(request);
  }

  /**
   * Lets only the owner's requests pass. {@code FORBIDDEN} says {@code refusal} and what would
   * help; {@code UNAUTHORIZED} asks for the secret.
   */
  public void check(HttpServerRequest request, String refusal) {
    if (secret.isPresent()) checkSecret(request, secret.get());
    else if (!trustsLoopback) throw forbidden(refusal + namedElsewhere());
    else if (Vicinity.isForwarded(request)) throw forbidden(refusal + passedOn());
    else if (!Vicinity.isLocal(request)) throw forbidden(refusal + fromElsewhere());
  }

  private void checkSecret(HttpServerRequest request, Secret right) {
    request.response().putHeader("WWW-Authenticate", "Basic realm=\"private drive\"");
    Doors.check(
        tries,
        request,
        sent(request.getHeader("Authorization")),
        right,
        "what is private here opens only with the secret of this gateway");
    request.response().headers().remove("WWW-Authenticate");
  }

  private static Optional<Secret> sent(String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) return Optional.empty();
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      return Optional.of(new Secret(Bytes.utf8(text.substring(text.indexOf(':') + 1))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static String namedElsewhere() {
    return ": this gateway is public or has names in \"gateway.web.hosts\", so a request from this"
        + " machine may be a stranger's that a proxy passed on. Set \"gateway.web.secret\" in its"
        + " configuration";
  }

  private static String passedOn() {
    return ": a proxy passed this request on. Set \"gateway.web.secret\" in the gateway's"
        + " configuration";
  }

  private static String fromElsewhere() {
    return ", or the secret that \"gateway.web.secret\" sets in the gateway's configuration";
  }

  private static GridException forbidden(String reason) {
    return new GridException(GridException.Kind.FORBIDDEN, reason);
  }
}
