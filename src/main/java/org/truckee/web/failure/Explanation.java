package org.truckee.web.failure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.truckee.GridException;
import org.truckee.protocol.message.FailureStatus;
import org.truckee.web.page.ErrorPage;

/**
 * A failure as people and programs are told of it.
 *
 * @param status its HTTP status
 * @param kind the name that programs know it by
 * @param what what did not work
 * @param why the reasons, in clauses
 * @param help the smallest thing that would help
 */
public record Explanation(int status, String kind, String what, List<String> why, String help) {

  /** What {@code failure} means. */
  public static Explanation of(GridException failure) {
    GridException.Kind kind = failure.kind();
    int status = FailureStatus.of(kind).toPeople();
    return new Explanation(status, kind.name(), what(kind), failure.clauses(), help(kind));
  }

  /** What a status without a failure of ours means. */
  public static Explanation of(int status) {
    return switch (status) {
      case 404 ->
          new Explanation(
              404,
              "NO_PAGE",
              "There is no such page",
              List.of("There is no such page here."),
              "Check the address, or start again from the first page.");
      case 405 ->
          new Explanation(
              405,
              "NOT_ALLOWED",
              what(GridException.Kind.NOT_ALLOWED),
              List.of("This page does not support that request."),
              help(GridException.Kind.NOT_ALLOWED));
      case 500 ->
          new Explanation(
              500,
              "DEFECT",
              "Something went wrong in this gateway",
              List.of("Something went wrong in this gateway", "its log says what."),
              "Try again. If that does not help, the owner of the gateway finds the reason in its log.");
      default ->
          new Explanation(
              status,
              "BAD_REQUEST",
              what(GridException.Kind.BAD_REQUEST),
              List.of("This request can't be served."),
              help(GridException.Kind.BAD_REQUEST));
    };
  }

  /** No host can be read from what the request says of it. */
  public static Explanation noHost() {
    return new Explanation(
        400,
        "BAD_REQUEST",
        what(GridException.Kind.BAD_REQUEST),
        List.of("The Host header of this request is no name or address with a port."),
        help(GridException.Kind.BAD_REQUEST));
  }

  /** The gateway was asked for by a name that is not its own. */
  public static Explanation strangeHost() {
    return new Explanation(
        403,
        "STRANGE_HOST",
        "This gateway does not know that name",
        List.of(
            "This gateway was asked for by a name that it does not know, which a hostile site could"
                + " have made. If the name is right, its owner adds it to \"gateway.web.hosts\" in the"
                + " configuration."),
        "Use the address that the gateway printed when it started.");
  }

  /** Another site wanted something changed. */
  public static Explanation otherSite() {
    return new Explanation(
        403,
        "OTHER_SITE",
        "Another site tried to change something here",
        List.of(
            "The request came from a page that is not this gateway's own, and nothing was changed."),
        "If it was you, open this gateway's own page and do it there.");
  }

  ErrorPage page() {
    return new ErrorPage(what, reasons(), help, status, kind);
  }

  JsonObject json() {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("status", status)
                .put("kind", kind)
                .put("what", what)
                .put("why", new JsonArray(reasons()))
                .put("help", help));
  }

  /** All reasons in one sentence. */
  String sentence() {
    return String.join("; ", why);
  }

  /** A sentence for each line of each reason. */
  private List<String> reasons() {
    return why.stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(reason -> !reason.isEmpty())
        .map(Explanation::sentence)
        .toList();
  }

  private static String sentence(String reason) {
    boolean word = reason.matches("(?s)[a-z']+[ ,].*");
    String text =
        word ? reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) : reason;
    return text.matches("(?s).*[.!?]") ? text : text + ".";
  }

  private static String what(GridException.Kind kind) {
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
      case TOO_OFTEN -> "Too many wrong secrets";
      case BAD_CONFIG -> "This gateway is not set up for that";
    };
  }

  private static String help(GridException.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, BAD_RANGE, NOT_ACCEPTABLE, UNSUPPORTED_TYPE ->
          "Go back, correct the value that the sentence above names, and send it again.";
      case BAD_CAP ->
          "Copy the link again, whole: a single missing character breaks it. If it is whole, ask"
              + " the person who gave it to you.";
      case UNAUTHORIZED -> "Send the secret that this gateway's owner has set.";
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
          "The owners of the servers can add disks or servers. Deleting files does not free space.";
      case BUSY -> "Try again in a moment.";
      case TOO_OFTEN -> "Wait as long as the sentence above says, and use the right secret.";
      case BAD_CONFIG -> "The owner of this gateway can change its configuration.";
    };
  }
}
