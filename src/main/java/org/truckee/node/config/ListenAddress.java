package org.truckee.node.config;

import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.port.PortLimits;

/**
 * The address of a node's TLS port.
 *
 * @param port any free one if it is 0
 * @param advertise the host that others are told
 * @param limits how many connections the port bears
 */
public record ListenAddress(String host, int port, String advertise, PortLimits limits) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_INSTANCES = 1_000;
  private static final int MOST_CONNECTIONS = 1_000_000;

  /** Any free port of loopback. */
  static final ListenAddress LOCAL = new ListenAddress(LOOPBACK, 0, LOOPBACK, PortLimits.USUAL);

  static ListenAddress read(ConfigReader part) {
    String host = part.text("host", LOCAL.host());
    return new ListenAddress(
        host,
        part.number("port", LOCAL.port(), 0, 65535),
        part.text("advertise", host),
        limits(part));
  }

  /** Reads how many connections a port bears. */
  static PortLimits limits(ConfigReader port) {
    PortLimits usual = PortLimits.USUAL;
    return new PortLimits(
        port.number("maximum_connections", usual.connections(), 1, MOST_CONNECTIONS),
        port.number(
            "maximum_connections_per_address", usual.connectionsPerAddress(), 1, MOST_CONNECTIONS),
        usual.idleMillis());
  }

  /** Reads how many event loops serve a port: as many as there are processors, if none is said. */
  static int instances(ConfigReader part) {
    return part.number("instances", Runtime.getRuntime().availableProcessors(), 1, MOST_INSTANCES);
  }
}
