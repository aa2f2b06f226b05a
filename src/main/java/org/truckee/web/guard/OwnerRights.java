package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Secret;

/**
 * The rights of a gateway's owner at its web port, and the marks of the owner's requests.
 *
 * @param trustsLoopback whether a request from this machine is its owner's while there is no secret
 * @param secret opens the private drive and local files, to its owner wherever that is
 * @param apiToken opens what is below {@code /private/}
 * @param localFolders the folders of this machine that {@code localfile=} may use
 */
public record OwnerRights(
    boolean trustsLoopback,
    Optional<Secret> secret,
    Optional<Secret> apiToken,
    List<Path> localFolders) {
  /** A port on loopback, without anything that has to be allowed. */
  static final OwnerRights USUAL =
      new OwnerRights(true, Optional.empty(), Optional.empty(), List.of());

  /** Takes a copy. */
  public OwnerRights {
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(apiToken, "apiToken");
    localFolders = List.copyOf(localFolders);
  }

  /** Returns whether {@code request} is the owner's by where it comes from alone. */
  public boolean isNear(HttpServerRequest request) {
    return Owner.isNear(this, request);
  }

  /** The same, with {@code folders} for {@code localfile=}. */
  OwnerRights withLocalFolders(List<Path> folders) {
    return new OwnerRights(trustsLoopback, secret, apiToken, folders);
  }
}
