package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells a request from this machine from one from elsewhere. A request is local when both ends of
 * its connection are loopback addresses and no header says that a proxy passed it on. A proxy that
 * adds no such header can't be told from a local program.
 */
public final class Vicinity {
  /**
   * Headers by which proxies name their clients, the standard ones and those of well-known
   * products.
   */
  private static final Pattern OF_PROXIES =
      Pattern.compile(
          "(.*-)?via|early-data|max-forwards|front-end-https|proxy-.*|surrogate-.*|(.*-)?cdn-.*"
              + "|(.*-)?forward(ed)?(-.*)?|x-(original|proxy|rewrite|accel|sendfile|script|server|backend).*"
              + "|x-((url-)?scheme|host|coming-from|imforwards|amzn-.*|auth-.*|authenticated-.*|ssl-.*)"
              + "|(x-)?(cf|envoy|varnish|nginx|haproxy|traefik|ngrok|vercel|zscaler|sucuri|bluecoat|akamai|tailscale)(-.*)?"
              + "|(x-|.*-)?(client|real|connecting|connection|originating|user|remote|cluster|source|src|peer|socket|host)-?ip"
              + "|(.*-)?remote-(addr|address|host|user)|(x-)?(ssl|tls)-.*");

  private Vicinity() {}

  /** The same request, with a header that says that a proxy passed it on. */
  public static HttpServerRequest passedOn(HttpServerRequest request) {
    request.headers().add("Forwarded", "by=_proxy_port");
    return request;
  }

  /** Returns whether {@code request} was made on this machine. */
  static boolean isLocal(HttpServerRequest request) {
    return isLoopback(request.remoteAddress())
        && isLoopback(request.localAddress())
        && !isForwarded(request);
  }

  /** Returns whether a header of {@code request} says that a proxy passed it on. */
  static boolean isForwarded(HttpServerRequest request) {
    return request.headers().names().stream().anyMatch(Vicinity::isOfProxies);
  }

  /** Returns whether proxies send the header {@code name}, and nobody else. */
  static boolean isOfProxies(String name) {
    return OF_PROXIES.matcher(name.toLowerCase(Locale.ROOT).replace('_', '-')).matches();
  }

  private static boolean isLoopback(SocketAddress address) {
    return address != null
        && address.isInetSocket()
        && address.hostAddress() != null
        && isLoopback(address.hostAddress());
  }

  /** Returns whether {@code address}, a numeric one, is a loopback address of either kind. */
  public static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
