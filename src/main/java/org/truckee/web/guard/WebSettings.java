package org.truckee.web.guard;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a web port.
 *
 * @param name how it calls itself
 * @param hosts names, beside those of this machine's loopback, by which browsers may reach it
 * @param owner the rights of its owner there
 * @param silenceMillis how long the sender of a body may send nothing while more is waited for
 * @param proxies the proxies that are believed about the sender of a request
 * @param openness how far strangers use it
 */
public record WebSettings(
    Name name,
    Set<String> hosts,
    OwnerRights owner,
    int silenceMillis,
    Proxies proxies,
    Openness openness) {
  /** Shorter than a storage server waits for more of a share, which has its own reasons. */
  public static final int USUAL_SILENCE_MILLIS = 90_000;

  /** Takes a copy. */
  public WebSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(proxies, "proxies");
    Objects.requireNonNull(openness, "openness");
    hosts = Set.copyOf(hosts);
  }

  /**
   * How a gateway calls itself.
   *
   * @param nickname the name that its owner gave it
   * @param version that of this program
   */
  public record Name(String nickname, String version) {
    /** Checks that both are there. */
    public Name {
      Objects.requireNonNull(nickname, "nickname");
      Objects.requireNonNull(version, "version");
    }
  }

  /** A port on loopback, without anything that has to be allowed. */
  public static WebSettings usual(String nickname, String version) {
    return new WebSettings(
        new Name(nickname, version),
        Set.of(),
        OwnerRights.USUAL,
        USUAL_SILENCE_MILLIS,
        Proxies.NONE,
        Openness.NONE);
  }

  /** The name that its owner gave it. */
  public String nickname() {
    return name.nickname();
  }

  /** The version of this program. */
  public String version() {
    return name.version();
  }

  /** The same, reached by {@code names} too. */
  public WebSettings withHosts(Set<String> names) {
    return new WebSettings(name, names, owner, silenceMillis, proxies, openness);
  }

  /** The same for an owner with {@code rights}. */
  public WebSettings withOwner(OwnerRights rights) {
    return new WebSettings(name, hosts, rights, silenceMillis, proxies, openness);
  }

  /** The same, with {@code folders} for {@code localfile=}. */
  public WebSettings withLocalFolders(List<Path> folders) {
    return withOwner(owner.withLocalFolders(folders));
  }

  /** The same, for senders who may be silent for {@code millis}. */
  public WebSettings withSilence(int millis) {
    return new WebSettings(name, hosts, owner, millis, proxies, openness);
  }

  /** The same, where {@code others} are believed. */
  public WebSettings withProxies(Proxies others) {
    return new WebSettings(name, hosts, owner, silenceMillis, others, openness);
  }

  /** The same for strangers, too. */
  public WebSettings forStrangers() {
    return openTo(new Openness(true, Optional.empty()));
  }

  /** The same, as far open as {@code other}. */
  public WebSettings openTo(Openness other) {
    return new WebSettings(name, hosts, owner, silenceMillis, proxies, other);
  }

  /** Returns whether strangers use it. */
  public boolean open() {
    return openness.open();
  }
}
