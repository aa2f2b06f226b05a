package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;

/**
 * The rules of a door that opens with a secret, for requests with the right one, a wrong one or
 * none.
 */
final class Doors {
  private Doors() {}

  /**
   * Lets {@code request} pass if it shows the {@code right} secret. {@code UNAUTHORIZED} says
   * {@code refusal}; {@code TOO_OFTEN} ends the guessing of an address.
   */
  static void check(
      WrongTries tries,
      HttpServerRequest request,
      Optional<Secret> shown,
      Secret right,
      String refusal) {
    if (shown.isPresent()) tries.refuse(request.response());
    if (shown.filter(right::equals).isPresent()) return;
    if (shown.isPresent()) tries.add(Client.current());
    throw new GridException(GridException.Kind.UNAUTHORIZED, refusal);
  }
}
