package org.truckee.node.config;

import java.util.Objects;

/**
 * The web port of a gateway.
 *
 * @param address where it listens
 * @param access the rights there
 * @param instances how many event loops serve it
 * @param stop the time that it takes to leave
 */
public record ConfiguredWeb(WebAddress address, WebAccess access, int instances, StopTimes stop) {
  /** Checks that all are there. */
  public ConfiguredWeb {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(stop, "stop");
  }

  /**
   * The time that a gateway takes to leave those who use it, in seconds.
   *
   * @param notice says that it is not ready, and serves as before
   * @param finish takes no new connections, and finishes what is under way, at most
   */
  public record StopTimes(int notice, int finish) {
    private static final int MOST_SECONDS = 3600;

    /** Only a balancer needs notice; a moment is for what is under way. */
    private static StopTimes read(ConfigReader stop) {
      return new StopTimes(
          stop.number("notice", 0, 0, MOST_SECONDS), stop.number("finish", 5, 0, MOST_SECONDS));
    }
  }

  /** Reads the settings of a gateway. */
  static ConfiguredWeb read(ConfigReader part) {
    ConfigReader web = part.part("web");
    WebAddress address = WebAddress.read(web);
    WebAccess access = WebAccess.read(web);
    if (address.proxyPort().isPresent() && access.proxies().believed().isEmpty())
      throw web.bad("proxy_port", "is for the proxies that \"proxies\" names, and it names none");
    return new ConfiguredWeb(
        address, access, ListenAddress.instances(part), StopTimes.read(web.part("stop")));
  }
}
