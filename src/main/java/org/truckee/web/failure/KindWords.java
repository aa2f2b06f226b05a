package org.truckee.web.failure;

import org.truckee.GridException.Kind;

/** The words about each kind of failure, whatever its reasons are. */
final class KindWords {
  private KindWords() {}

  /** The title of a page about such a failure: what did not work. */
  static String what(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST -> "The request is not valid";
      case BAD_CAP -> "This link does not work";
      case UNAUTHORIZED -> "A password is needed";
      case FORBIDDEN -> "You may not do this";
      case NOT_FOUND -> "Nothing is there under that name";
      case NOT_ALLOWED -> "This is not possible here";
      case TIMED_OUT -> "The upload was interrupted";
      case CONFLICT -> "Something else is there now";
      case PRECONDITION -> "It has changed meanwhile";
      case TOO_LARGE -> "This is too large";
      case BAD_RANGE -> "The file has no such part";
      case NOT_ACCEPTABLE, UNSUPPORTED_TYPE -> "This data format is not supported";
      case NOT_ENOUGH_SHARES, UNRECOVERABLE -> "This can't be read right now";
      case UNHAPPY -> "This could not be stored safely";
      case CORRUPT -> "The data is damaged";
      case UNREACHABLE -> "A server does not answer";
      case NO_SPACE -> "No space is left";
      case BUSY -> "Too much is going on right now";
      case TOO_OFTEN -> "Too much in a short time";
      case BAD_CONFIG -> "This gateway is not set up for that";
    };
  }

  /** The smallest thing that would help. */
  static String help(Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, BAD_RANGE, NOT_ACCEPTABLE, UNSUPPORTED_TYPE ->
          "Go back, correct the value that the sentence above names, and send it again.";
      case BAD_CAP ->
          "Copy the link again, whole: a single missing character breaks it. If it is whole, ask"
              + " the person who gave it to you.";
      case UNAUTHORIZED -> "Sign in, or send the secret that this gateway's owner has set.";
      case FORBIDDEN -> "Ask the person who gave you this link for one that allows more.";
      case NOT_FOUND ->
          "The entry may have been renamed, moved or deleted: look in the folder above. Of"
              + " transfers and operations, only the latest are remembered.";
      case NOT_ALLOWED -> "Go back: this kind of object does not support the request.";
      case TIMED_OUT -> "Nothing was stored. Check your connection, and send it again.";
      case CONFLICT ->
          "Nothing was overwritten. Open it again, look at its present state, and repeat your change"
              + " if it is still wanted.";
      case PRECONDITION ->
          "Nothing was changed. Look at its present state, and repeat your change if it is still"
              + " wanted.";
      case TOO_LARGE -> "Send less at once, or ask the owner of this gateway to raise the limit.";
      case NOT_ENOUGH_SHARES, UNRECOVERABLE ->
          "If servers are away, try again when they answer; the first page shows their state. If all"
              + " of them answer, the shares are lost, or on servers that this gateway does not know.";
      case UNHAPPY ->
          "Try again when more servers answer and have room; the first page shows them.";
      case CORRUPT -> "Try again: the bad copy has been noted and another one will be used.";
      case UNREACHABLE ->
          "Try again in a moment. If it lasts, the first page shows which servers are away.";
      case NO_SPACE ->
          "Where a quota is used up, who gave it can raise it; where servers are full, their owners"
              + " can add disks. Deleting files does not free space at once.";
      case BUSY -> "Try again in a moment.";
      case TOO_OFTEN -> "Wait as long as the sentence above says, and try again then.";
      case BAD_CONFIG -> "The owner of this gateway can change its configuration.";
    };
  }
}
