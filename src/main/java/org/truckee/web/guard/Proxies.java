package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.client.pool.Client;
import org.truckee.protocol.AddressPrefix;

/**
 * The reverse proxies that a gateway's owner believes when they name their client in {@code
 * X-Forwarded-For}. Each proxy adds its client's address at the end, so the addresses are read from
 * there: the first that is no believed proxy is the client, and those before it are the client's
 * own word. This tells clients apart for the fairness of shared pools and for wrong secrets; it
 * gives no right that depends on where a request comes from.
 *
 * @param believed the addresses of the proxies
 */
public record Proxies(List<AddressPrefix> believed) {
  /** No proxy is believed. */
  public static final Proxies NONE = new Proxies(List.of());

  private static final String HEADER = "X-Forwarded-For";

  /** Takes a copy. */
  public Proxies {
    believed = List.copyOf(believed);
  }

  /** The client that {@code request} is served for. */
  public Client client(HttpServerRequest request) {
    Client nearest = Client.of(request.remoteAddress());
    if (believed.isEmpty() || request.remoteAddress() == null) return nearest;
    return furthest(request.remoteAddress().hostAddress(), request.headers().getAll(HEADER))
        .map(Client::of)
        .orElse(nearest);
  }

  /**
   * The address of the first who is no believed proxy, from {@code nearest} on through the values
   * of the header; of the last proxy if no value that is understood names its client.
   */
  Optional<String> furthest(String nearest, List<String> values) {
    Optional<String> furthest = address(nearest);
    List<String> hops = hops(values);
    for (int i = hops.size() - 1; i >= 0 && furthest.filter(this::isBelieved).isPresent(); i--) {
      Optional<String> next = address(hops.get(i));
      if (next.isEmpty()) return furthest;
      furthest = next;
    }
    return furthest;
  }

  private static List<String> hops(List<String> values) {
    List<String> hops = new ArrayList<>();
    for (String value : values)
      for (String hop : value.split(",", -1)) if (!hop.isBlank()) hops.add(hop.strip());
    return hops;
  }

  /** Returns whether {@code address}, a numeric one, is that of a proxy that is believed. */
  public boolean isBelieved(String address) {
    Optional<Bytes> bytes = AddressPrefix.bytes(address);
    return believed.stream().anyMatch(prefix -> bytes.filter(prefix::contains).isPresent());
  }

  /** The numeric address in {@code hop}, which some proxies write with a port. */
  private static Optional<String> address(String hop) {
    String host = hop;
    int colon = hop.lastIndexOf(':');
    boolean withPort = colon > 0 && (hop.charAt(colon - 1) == ']' || hop.indexOf(':') == colon);
    if (withPort) {
      if (!hop.substring(colon + 1).matches("[0-9]{1,5}")) return Optional.empty();
      host = hop.substring(0, colon);
    }
    if (host.startsWith("[") != host.endsWith("]")) return Optional.empty();
    if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
    return Optional.of(host).filter(numeric -> AddressPrefix.bytes(numeric).isPresent());
  }
}
