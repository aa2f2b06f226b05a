package org.truckee.protocol.limit;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.truckee.bytes.Digits;
import org.truckee.platform.measure.MetricSink;
import org.truckee.protocol.port.ClientAddress;
import org.truckee.protocol.storage.ByteRange;

/**
 * A step of requests to a server that counts them, and the bytes of their bodies, for the account
 * that they show, or else for the network that they come from. A body that does not tell its length
 * is counted when it has come, and the next request waits for it. Thread-safe.
 */
public final class ServerLimitStep implements Handler<RoutingContext> {
  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int MOST_DIGITS = 18;

  private final String role;
  private final Held networks;
  private final Held accounts;
  private final Function<RoutingContext, OptionalInt> account;

  /** The limits of one kind of those who are held to them. */
  private record Held(Optional<RateLimit> requests, Optional<RateLimit> bytes) {
    static Held to(ServerLimits.Amounts amounts, LongSupplier nanoTime, int most) {
      return new Held(
          amounts.requests().map(rate -> new RateLimit("sends", "requests", rate, nanoTime, most)),
          amounts.bytes().map(rate -> new RateLimit("sends", "bytes", rate, nanoTime, most)));
    }
  }

  /**
   * The step of a server that plays {@code role}, of which {@code account} tells whose a request
   * is, if it shows an account.
   */
  public ServerLimitStep(
      String role,
      ServerLimits limits,
      LongSupplier nanoTime,
      Function<RoutingContext, OptionalInt> account) {
    this.role = role;
    this.networks = Held.to(limits.networks(), nanoTime, limits.clients());
    this.accounts = Held.to(limits.accounts(), nanoTime, limits.clients());
    this.account = account;
  }

  @Override
  public void handle(RoutingContext ctx) {
    OptionalInt number = account.apply(ctx);
    Held held = number.isPresent() ? accounts : networks;
    Payer payer =
        number.isPresent()
            ? Payer.account(number.getAsInt())
            : Payer.network(ClientAddress.network(ctx.request()));
    held.requests().ifPresent(limit -> limit.take(payer, 1));
    held.bytes().ifPresent(limit -> count(ctx, limit, payer));
    ctx.next();
  }

  private static void count(RoutingContext ctx, RateLimit limit, Payer payer) {
    HttpServerRequest request = ctx.request();
    if (WITHOUT_BODY.contains(request.method())) return;
    OptionalLong length = length(request);
    limit.take(payer, length.orElse(1));
    if (length.isEmpty()) ctx.addEndHandler(ended -> limit.owe(payer, request.bytesRead()));
  }

  /** The length of the body, as its own length tells it, or the part of a share that it is. */
  private static OptionalLong length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    String range = request.getHeader("Content-Range");
    if (request.getHeader("Transfer-Encoding") == null
        && length != null
        && Digits.areAll(length, MOST_DIGITS)) return OptionalLong.of(Long.parseLong(length));
    if (!request.method().equals(HttpMethod.PATCH) || range == null) return OptionalLong.empty();
    return OptionalLong.of(ByteRange.ofContentRange(range).length());
  }

  /**
   * Tells {@code sink} what was refused, and how many of those who are held to it are remembered.
   */
  public void tell(MetricSink sink) {
    tell(sink, "network", "requests", networks.requests());
    tell(sink, "network", "bytes", networks.bytes());
    tell(sink, "account", "requests", accounts.requests());
    tell(sink, "account", "bytes", accounts.bytes());
  }

  private void tell(MetricSink sink, String kind, String of, Optional<RateLimit> limit) {
    if (limit.isEmpty()) return;
    sink.counter(
        "truckee_" + role + "_limited",
        "Requests refused to clients that had sent too much",
        limit.get().refused(),
        "limit",
        of,
        "client",
        kind);
    sink.gauge(
        "truckee_" + role + "_limited_clients",
        "Accounts, and networks of clients, that are remembered",
        limit.get().remembered(),
        "limit",
        of,
        "client",
        kind);
  }
}
