package org.truckee.node.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.protocol.port.PortLimits;

/**
 * The address of a gateway's web port.
 *
 * @param port any free one if it is 0
 * @param portAsked whether the port is meant; otherwise any other one will do if it is taken
 * @param limits how many connections the port bears
 */
public record WebAddress(String host, int port, boolean portAsked, PortLimits limits) {
  /** The port of a gateway that is told nothing else. */
  public static final int USUAL_PORT = 3456;

  static WebAddress read(ConfigReader web) {
    return new WebAddress(
        web.text("host", "127.0.0.1"),
        web.number("port", USUAL_PORT, 0, 65535),
        web.has("port"),
        ListenAddress.limits(web));
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
