package org.truckee.node.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.port.PortLimits;

/**
 * The address of a gateway's web port.
 *
 * @param port any free one if it is 0
 * @param portAsked whether the port is meant; otherwise any other one will do if it is taken
 * @param proxyPort the port beside it for proxies that speak the PROXY protocol, if there is one;
 *     any free one if it is 0
 * @param limits how many connections the port bears
 */
public record WebAddress(
    String host, int port, boolean portAsked, OptionalInt proxyPort, PortLimits limits) {
  /** The port of a gateway that is told nothing else. */
  public static final int USUAL_PORT = 3456;

  static WebAddress read(ConfigReader web) {
    return new WebAddress(
        web.text("host", "127.0.0.1"),
        web.number("port", USUAL_PORT, 0, 65535),
        web.has("port"),
        proxyPort(web.number("proxy_port", -1, 0, 65535)),
        ListenAddress.limits(web));
  }

  private static OptionalInt proxyPort(int number) {
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * The ports to try, one after the other: the one that is asked for; else that of the {@code last}
   * time, the usual one, and any.
   */
  public List<Integer> candidates(Optional<Integer> last) {
    if (portAsked) return List.of(port);
    return Stream.concat(last.stream(), Stream.of(USUAL_PORT, 0)).distinct().toList();
  }
}
