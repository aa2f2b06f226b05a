package org.truckee.protocol.port;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.protocol.announcement.Nurl;

/**
 * Lets only requests pass that present a role's swissnum, as {@code Authorization: Tahoe-LAFS
 * BASE64}. It is compared in constant time; nothing of a request is read before. The log names each
 * client that is refused once. Thread-safe.
 */
public final class SwissnumCheck implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(SwissnumCheck.class);
  private static final String SCHEME = "tahoe-lafs ";
  private static final int MAX_NAMED = 1_000;

  private final String role;
  private final Secret credentials;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  /**
   * Lets requests pass to {@code role} that present {@code authorization}, the whole value of the
   * header as {@link Nurl#authorization} gives it.
   */
  public SwissnumCheck(String role, Secret authorization) {
    this.role = role;
    this.credentials =
        new Secret(authorization.bytes().slice(SCHEME.length(), authorization.size()));
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.request().pause();
    if (!isMet(ctx.request())) {
      name(ctx.request());
      throw new GridException(GridException.Kind.UNAUTHORIZED, "Wrong Authorization header");
    }
    ctx.next();
  }

  /** Names the client of {@code request}, which is refused, in the log. */
  public void name(HttpServerRequest request) {
    if (named.size() >= MAX_NAMED) named.clear();
    if (named.add(ClientAddress.of(request)))
      LOG.warn(
          "{} was refused: it does not show the secret of the {} here",
          ClientAddress.whole(request),
          role);
  }

  /** Returns whether {@code request} presents the swissnum. */
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
