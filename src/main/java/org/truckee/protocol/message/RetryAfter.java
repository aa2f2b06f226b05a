package org.truckee.protocol.message;

import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.protocol.OverLimit;

/**
 * The failures that pass by themselves in a time that is known, whose answers say when to try
 * again: too much work under way, since every queue here has an end, and too many tries, which are
 * counted by the minute. For an absent server, or too few servers, no time is known.
 */
public final class RetryAfter {
  /** The name of the header, whose value is in seconds. */
  public static final String HEADER = "Retry-After";

  private RetryAfter() {}

  /** The value of the header for a failure of {@code kind}, if it gets one. */
  public static Optional<String> of(GridException.Kind kind) {
    return switch (kind) {
      case BUSY -> Optional.of("5");
      case TOO_OFTEN -> Optional.of("60");
      default -> Optional.empty();
    };
  }

  /** Sets the header of {@code response} to {@code failure}, unless it is set already. */
  public static void tell(HttpServerResponse response, GridException failure) {
    if (failure instanceof OverLimit over && !response.headers().contains(HEADER))
      response.putHeader(HEADER, Long.toString(over.seconds()));
    tell(response, failure.kind());
  }

  /** Sets the header of {@code response}, unless it is set already. */
  public static void tell(HttpServerResponse response, GridException.Kind kind) {
    if (response.headers().contains(HEADER)) return;
    of(kind).ifPresent(seconds -> response.putHeader(HEADER, seconds));
  }
}
