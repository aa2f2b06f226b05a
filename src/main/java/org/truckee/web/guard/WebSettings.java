package org.truckee.web.guard;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of a web port.
 *
 * @param nickname how its owner calls the gateway
 * @param version that of this program
 * @param hosts names, beside those of this machine's loopback, by which browsers may reach it
 * @param owner the rights of its owner there
 * @param silenceMillis how long the sender of a body may send nothing while more is waited for
 * @param proxies the proxies that are believed about the sender of a request
 */
public record WebSettings(
    String nickname,
    String version,
    Set<String> hosts,
    OwnerRights owner,
    int silenceMillis,
    Proxies proxies) {
  /** Shorter than a storage server waits for more of a share, which has its own reasons. */
  public static final int USUAL_SILENCE_MILLIS = 90_000;

  /** Takes a copy. */
  public WebSettings {
    Objects.requireNonNull(nickname, "nickname");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(proxies, "proxies");
    hosts = Set.copyOf(hosts);
  }

  /** A port on loopback, without anything that has to be allowed. */
  public static WebSettings usual(String nickname, String version) {
    return new WebSettings(
        nickname, version, Set.of(), OwnerRights.USUAL, USUAL_SILENCE_MILLIS, Proxies.NONE);
  }

  /** The same, reached by {@code names} too. */
  public WebSettings withHosts(Set<String> names) {
    return new WebSettings(nickname, version, names, owner, silenceMillis, proxies);
  }

  /** The same for an owner with {@code rights}. */
  public WebSettings withOwner(OwnerRights rights) {
    return new WebSettings(nickname, version, hosts, rights, silenceMillis, proxies);
  }

  /** The same, with {@code folders} for {@code localfile=}. */
  public WebSettings withLocalFolders(List<Path> folders) {
    return withOwner(owner.withLocalFolders(folders));
  }

  /** The same, for senders who may be silent for {@code millis}. */
  public WebSettings withSilence(int millis) {
    return new WebSettings(nickname, version, hosts, owner, millis, proxies);
  }

  /** The same, where {@code others} are believed. */
  public WebSettings withProxies(Proxies others) {
    return new WebSettings(nickname, version, hosts, owner, silenceMillis, others);
  }
}
