package org.truckee.protocol.port;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.truckee.bytes.Bytes;

/**
 * The identity of a client, for pools and limits of which each client gets a share: an IPv4
 * address, or the first 64 bits of an IPv6 address, the rest of which a client chooses itself.
 */
public final class ClientAddress {
  private static final int IPV6_PREFIX = 8;

  private ClientAddress() {}

  /** The client that sends {@code request}. */
  public static String of(HttpServerRequest request) {
    return of(whole(request));
  }

  /**
   * The network of the client that sends {@code request}: of 24 bits, or of 64 where it has IPv6.
   */
  public static String network(HttpServerRequest request) {
    String client = of(request);
    int last = client.lastIndexOf('.');
    return last < 0 ? client : client.substring(0, last);
  }

  /** The whole address that {@code request} comes from. */
  public static String whole(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String host = remote == null ? null : remote.hostAddress();
    return host == null ? "unknown" : host;
  }

  /** The client at the numeric address {@code host}. */
  public static String of(String host) {
    if (!host.contains(":")) return host;
    try {
      byte[] address = InetAddress.getByName(host).getAddress();
      return address.length == 4 ? host : Bytes.copyOf(address, 0, IPV6_PREFIX).toHex();
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
