package org.truckee.web;

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
 * @param loopback whether only this machine can reach it
 * @param secret opens the private drive to those who come from elsewhere
 * @param apiToken opens what is below {@code /private/}
 * @param localFolders the folders of this machine that {@code localfile=} may use
 * @param silenceMillis how long the sender of a body may send nothing while more is waited for
 */
public record WebSettings(
    String nickname,
    String version,
    Set<String> hosts,
    boolean loopback,
    Optional<Secret> secret,
    Optional<Secret> apiToken,
    List<Path> localFolders,
    int silenceMillis) {
  /** Shorter than a storage server waits for more of a share, which has its own reasons. */
  public static final int USUAL_SILENCE_MILLIS = 90_000;

  /** Takes a copy. */
  public WebSettings {
    Objects.requireNonNull(nickname, "nickname");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(apiToken, "apiToken");
    hosts = Set.copyOf(hosts);
    localFolders = List.copyOf(localFolders);
  }

  /** The same, reached by {@code names} too. */
  public WebSettings withHosts(Set<String> names) {
    return new WebSettings(
        nickname, version, names, loopback, secret, apiToken, localFolders, silenceMillis);
  }

  /** The same, with {@code folders} for {@code localfile=}. */
  public WebSettings withLocalFolders(List<Path> folders) {
    return new WebSettings(
        nickname, version, hosts, loopback, secret, apiToken, folders, silenceMillis);
  }

  /** The same, for senders who may be silent for {@code millis}. */
  public WebSettings withSilence(int millis) {
    return new WebSettings(
        nickname, version, hosts, loopback, secret, apiToken, localFolders, millis);
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
        USUAL_SILENCE_MILLIS);
  }
}
