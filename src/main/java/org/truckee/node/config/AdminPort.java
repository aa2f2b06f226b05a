package org.truckee.node.config;

import org.truckee.node.setting.ConfigReader;

/**
 * The loopback port at which a node's operator and monitors look at it.
 *
 * @param enabled whether there is one
 * @param port that of the last time, or any free one, if it is 0
 */
public record AdminPort(boolean enabled, int port) {
  /** Any free port. */
  static final AdminPort USUAL = new AdminPort(true, 0);

  private static final int HIGHEST = 65535;

  static AdminPort read(ConfigReader part) {
    return new AdminPort(
        part.flag("enabled", USUAL.enabled()), part.number("port", USUAL.port(), 0, HIGHEST));
  }

  /** The port of another node of the same machine, which is {@code number} ports further. */
  AdminPort plus(int number) {
    return new AdminPort(enabled, port == 0 ? 0 : Math.min(port + number, HIGHEST));
  }
}
