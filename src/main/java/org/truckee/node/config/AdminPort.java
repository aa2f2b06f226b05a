package org.truckee.node.config;

/**
 * The loopback port at which the operator of a storage server looks at it, where no gateway of the
 * same node shows it.
 *
 * @param enabled whether there is one
 * @param port that of the last time, or any free one, if it is 0
 */
public record AdminPort(boolean enabled, int port) {
  private static final int HIGHEST = 65535;

  static AdminPort read(ConfigReader part) {
    return new AdminPort(part.flag("enabled", true), part.number("port", 0, 0, HIGHEST));
  }

  /** The port of another server of the same machine, which is {@code number} ports further. */
  AdminPort plus(int number) {
    return new AdminPort(enabled, port == 0 ? 0 : Math.min(port + number, HIGHEST));
  }
}
