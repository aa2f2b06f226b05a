package org.truckee.web.signin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.web.member.MemberSettings;
import org.truckee.web.member.MemberToken;

/**
 * The cookie by which a browser shows whose session its requests belong to: no script reads it, no
 * other site has it sent but by a link, and over TLS it goes over nothing else, and comes from
 * nobody but this very host.
 */
final class SessionCookie {
  private static final String NAME = "truckee_member";
  private static final String TLS_NAME = "__Host-" + NAME;
  private static final String RULES = "; Path=/; HttpOnly; SameSite=Lax";

  private final MemberSettings settings;

  SessionCookie(MemberSettings settings) {
    this.settings = settings;
  }

  /** The session that {@code request} shows. */
  Optional<Secret> of(HttpServerRequest request) {
    Cookie cookie = request.getCookie(isByTls(request) ? TLS_NAME : NAME);
    return Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(MemberToken::parse);
  }

  /** Has the sender of {@code request} show {@code token} from now on. */
  void set(HttpServerRequest request, Secret token) {
    put(request, token.reveal(), settings.session().toSeconds());
  }

  /** Has the sender of {@code request} show nothing from now on. */
  void clear(HttpServerRequest request) {
    put(request, "", 0);
  }

  private void put(HttpServerRequest request, String value, long seconds) {
    boolean tls = isByTls(request);
    HttpServerResponse response = request.response();
    response.putHeader(
        "Set-Cookie",
        (tls ? TLS_NAME : NAME)
            + ("=" + value + "; Max-Age=" + seconds + RULES)
            + (tls ? "; Secure" : ""));
  }

  /**
   * Returns whether a browser made {@code request} by TLS. What a proxy says of it is believed of
   * anybody: who says it wrongly has a cookie that does not work.
   */
  private boolean isByTls(HttpServerRequest request) {
    return request.isSSL()
        || settings.byTls()
        || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }
}
