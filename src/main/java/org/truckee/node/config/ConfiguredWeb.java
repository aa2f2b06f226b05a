package org.truckee.node.config;

import java.util.Objects;

/**
 * The web port of a gateway.
 *
 * @param address where it listens
 * @param access the rights there
 * @param instances how many event loops serve it
 */
public record ConfiguredWeb(WebAddress address, WebAccess access, int instances) {
  /** Checks that both are there. */
  public ConfiguredWeb {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(access, "access");
  }

  /** Reads the settings of a gateway. */
  static ConfiguredWeb read(ConfigReader part) {
    ConfigReader web = part.part("web");
    return new ConfiguredWeb(
        WebAddress.read(web), WebAccess.read(web), ListenAddress.instances(part));
  }
}
