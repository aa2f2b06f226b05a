package org.truckee.protocol;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Lets only those pass who present a role's swissnum, as {@code Authorization: Tahoe-LAFS BASE64}.
 * It is compared in constant time; nothing of a request is read before.
 */
public final class SwissnumCheck implements Handler<RoutingContext> {
  private static final String SCHEME = "tahoe-lafs ";

  private final Secret credentials;

  /**
   * Lets pass who presents {@code authorization}, the whole value of the header as {@link
   * Nurl#authorization} gives it.
   */
  public SwissnumCheck(Secret authorization) {
    this.credentials =
        new Secret(authorization.bytes().slice(SCHEME.length(), authorization.size()));
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.request().pause();
    if (!isMet(ctx.request())) {
      throw new GridException(GridException.Kind.UNAUTHORIZED, "Wrong Authorization header");
    }
    ctx.next();
  }

  /** Whether {@code request} presents the swissnum. */
  public boolean isMet(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && passes(header);
  }

  private boolean passes(String header) {
    boolean scheme = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String presented = scheme ? header.substring(SCHEME.length()).strip() : "";
    return credentials.equals(new Secret(Bytes.utf8(presented)));
  }
}
