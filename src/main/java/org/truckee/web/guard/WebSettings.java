package org.truckee.web.guard;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.truckee.bytes.Secret;

/**
 * What a web port is like.
 *
 * @param nickname how its owner calls the gateway
 * @param version that of this program
 * @param hosts names, beside those of this machine's loopback, by which browsers may reach it
 * @param trustsLoopback whether a request from this machine is its owner's while there is no secret
 * @param secret opens the private drive and local files, to its owner wherever that is
 * @param apiToken opens what is below {@code /private/}
 * @param localFolders the folders of this machine that {@code localfile=} may use
 * @param silenceMillis how long the sender of a body may send nothing while more is waited for
 * @param proxies who is believed about whom a request is from
 */
public record WebSettings(
    String nickname,
    String version,
    Set<String> hosts,
    boolean trustsLoopback,
    Optional<Secret> secret,
    Optional<Secret> apiToken,
    List<Path> localFolders,
    int silenceMillis,
    Proxies proxies) {
  /** Shorter than a storage server waits for more of a share, which has its own reasons. */
  public static final int USUAL_SILENCE_MILLIS = 90_000;

  /** Takes a copy. */
  public WebSettings {
    Objects.requireNonNull(nickname, "nickname");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(apiToken, "apiToken");
    Objects.requireNonNull(proxies, "proxies");
    hosts = Set.copyOf(hosts);
    localFolders = List.copyOf(localFolders);
  }

  /** The same, reached by {@code names} too. */
  public WebSettings withHosts(Set<String> names) {
    return new WebSettings(
        nickname,
        version,
        names,
        trustsLoopback,
        secret,
        apiToken,
        localFolders,
        silenceMillis,
        proxies);
  }

  /** The same, with {@code folders} for {@code localfile=}. */
  public WebSettings withLocalFolders(List<Path> folders) {
    return new WebSettings(
        nickname,
        version,
        hosts,
        trustsLoopback,
        secret,
        apiToken,
        folders,
        silenceMillis,
        proxies);
  }

  /** The same, for senders who may be silent for {@code millis}. */
  public WebSettings withSilence(int millis) {
    return new WebSettings(
        nickname, version, hosts, trustsLoopback, secret, apiToken, localFolders, millis, proxies);
  }

  /** The same, where {@code others} are believed. */
  public WebSettings withProxies(Proxies others) {
    return new WebSettings(
        nickname,
        version,
        hosts,
        trustsLoopback,
        secret,
        apiToken,
        localFolders,
        silenceMillis,
        others);
  }

  /** A port on loopback, without anything that has to be allowed. */
  public static WebSettings usual(String nickname, String version) {
    return new WebSettings(
        nickname,
        version,
        Set.of(),
        true,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        USUAL_SILENCE_MILLIS,
        Proxies.NONE);
  }
}
