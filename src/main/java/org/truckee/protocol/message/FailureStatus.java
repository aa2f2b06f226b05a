package org.truckee.protocol.message;

import org.truckee.GridException;

/**
 * The HTTP statuses of a kind of failure. People and their programs are told why a gateway can't
 * serve them, which a reader of theirs may remember; nodes are told whether asking again could
 * help.
 *
 * @param toPeople the status of a gateway's answer
 * @param toNodes the status of an answer to another node
 */
public record FailureStatus(int toPeople, int toNodes) {
  /** The statuses that stand for {@code kind}. */
  public static FailureStatus of(GridException.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, BAD_CAP -> both(400);
      case BAD_CONFIG -> new FailureStatus(500, 400);
      case UNAUTHORIZED -> both(401);
      case FORBIDDEN -> both(403);
      case NOT_FOUND -> both(404);
      case NOT_ALLOWED -> both(405);
      case NOT_ACCEPTABLE -> both(406);
      case TIMED_OUT -> both(408);
      case CONFLICT -> both(409);
      case NOT_ENOUGH_SHARES, UNRECOVERABLE -> new FailureStatus(410, 503);
      case PRECONDITION -> both(412);
      case TOO_LARGE -> both(413);
      case UNSUPPORTED_TYPE -> both(415);
      case BAD_RANGE -> both(416);
      case TOO_OFTEN -> both(429);
      case CORRUPT -> new FailureStatus(502, 500);
      case UNHAPPY, UNREACHABLE, BUSY -> both(503);
      case NO_SPACE -> both(507);
    };
  }

  private static FailureStatus both(int status) {
    return new FailureStatus(status, status);
  }
}
