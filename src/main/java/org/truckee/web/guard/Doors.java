package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalInt;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.Client;
import org.truckee.protocol.message.RetryAfter;

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
    if (shown.isPresent()) stopGuessing(tries, request);
    if (shown.filter(right::equals).isPresent()) return;
    if (shown.isPresent()) tries.add(Client.current());
    throw new GridException(GridException.Kind.UNAUTHORIZED, refusal);
  }

  private static void stopGuessing(WrongTries tries, HttpServerRequest request) {
    OptionalInt seconds = tries.wait(Client.current());
    if (seconds.isEmpty()) return;
    request.response().putHeader(RetryAfter.HEADER, Integer.toString(seconds.getAsInt()));
    throw new GridException(
        GridException.Kind.TOO_OFTEN,
        "too many wrong secrets came from this address",
        "it may try again in %d seconds".formatted(seconds.getAsInt()));
  }
}
