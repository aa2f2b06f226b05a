package org.truckee.web.guard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.truckee.web.body.FormFields;
import org.truckee.web.failure.Explanation;
import org.truckee.web.failure.WebFailure;

/**
 * Keeps other sites from using this gateway by way of a visitor's browser. A browser names the site
 * that makes it ask: changes are refused to all but our own pages. And a site may let its own name
 * lead to this machine, so that the browser takes the gateway for that site: names that are not
 * ours are refused. Programs, which name no site, are let through.
 */
public final class RequestGuard implements Handler<RoutingContext> {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");

  /** A name or an address, and a port if there is one. */
  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])"
              + "(:(|[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");

  /** The form of an address in a request to a proxy, which names the host, too. */
  private static final Pattern WHOLE_ADDRESS = Pattern.compile("(?is)https?://([^/?#]*).*");

  private final Set<String> hosts;
  private final Optional<ContentOrigin> content;
  private final byte[] formToken;
  private final WebFailure failure;

  /**
   * Lets the names in {@code settings} be used beside numeric addresses and those of loopback, the
   * ones of files for these alone, and knows the forms of our own pages by {@code formToken}.
   */
  public RequestGuard(WebSettings settings, String formToken, WebFailure failure) {
    this.content = settings.openness().content();
    this.formToken = formToken.getBytes(StandardCharsets.UTF_8);
    this.hosts =
        settings.hosts().stream()
            .map(host -> withoutDot(host.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    this.failure = failure;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!isHost(request)) failure.answer(ctx, Explanation.noHost());
    else if (content.filter(origin -> origin.isAt(request)).isPresent()) showAlone(ctx);
    else if (!isOurs(request.authority())) failure.answer(ctx, Explanation.strangeHost());
    else if (!READING.contains(request.method()) && isFromElsewhere(request))
      failure.answer(ctx, Explanation.otherSite());
    else ctx.next();
  }

  /** At the origin of a file, there is nothing but the file. */
  private void showAlone(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    boolean file =
        READING.contains(request.method())
            && request.path().startsWith("/file/")
            && FormFields.of(request).text("t").isEmpty();
    if (file) ctx.next();
    else failure.answer(ctx, Explanation.of(404));
  }

  /**
   * Returns whether one host is named, and in one way; the oldest programs name none. Two hosts
   * would let a proxy and this gateway see different ones.
   */
  private static boolean isHost(HttpServerRequest request) {
    List<String> named = request.headers().getAll("Host");
    if (named.isEmpty()) return true;
    String host = named.get(0);
    Matcher whole = WHOLE_ADDRESS.matcher(request.uri());
    return named.size() == 1
        && HOST.matcher(host).matches()
        && (!whole.matches() || whole.group(1).equalsIgnoreCase(host));
  }

  /**
   * Returns whether a host is allowed: a numeric address can't lead to two places in turn, so only
   * names have to be known.
   */
  private boolean isOurs(HostAndPort authority) {
    if (authority == null) return true;
    String host = withoutDot(authority.host().toLowerCase(Locale.ROOT));
    return NUMERIC.matcher(host).matches() || isLoopback(host) || hosts.contains(host);
  }

  /** The name without the dot at the end of a whole domain name, which does not tell its owner. */
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.endsWith(".localhost") || host.contains(":");
  }

  /**
   * Returns whether a form is our own. As our pages send no referrer, browsers call the origin of
   * our own forms {@code null}. Most also tell whether it is the same one, but only to loopback and
   * over TLS; elsewhere such a form shows by its token that it is ours.
   */
  private boolean isFromElsewhere(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) return !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    if (origin == null) return false;
    return origin.equals("null")
        ? !isOurForm(request)
        : !origin.equals(request.scheme() + "://" + request.getHeader("Host"));
  }

  private boolean isOurForm(HttpServerRequest request) {
    String token = FormFields.of(request).text("form");
    return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), formToken);
  }
}
