package org.truckee.web.failure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.immutable.down.TooFewShares;
import org.truckee.protocol.ReportAddress;
import org.truckee.protocol.message.FailureStatus;
import org.truckee.web.page.ErrorPage;

/**
 * A failure in words for people and programs.
 *
 * @param status its HTTP status
 * @param kind the name that programs know it by
 * @param what the thing that did not work
 * @param why the reasons, in clauses
 * @param help the smallest thing that would help
 * @param name Tahoe's name for it, which plain text begins with where programs look for that
 */
public record Explanation(
    int status, String kind, String what, List<String> why, String help, String name) {
  private Explanation(int status, String kind, String what, List<String> why, String help) {
    this(status, kind, what, why, help, "");
  }

  /** The explanation of {@code failure}. */
  public static Explanation of(GridException failure) {
    Kind kind = failure.kind();
    return new Explanation(
        FailureStatus.of(kind).toPeople(),
        kind.name(),
        KindWords.what(kind),
        failure.clauses(),
        KindWords.help(kind),
        name(failure));
  }

  private static String name(GridException failure) {
    return switch (failure.kind()) {
      case NOT_ENOUGH_SHARES ->
          TooFewShares.isNone(failure) ? "NoSharesError: " : "NotEnoughSharesError: ";
      case UNRECOVERABLE -> "UnrecoverableFileError: ";
      case UNHAPPY -> "UploadUnhappinessError: ";
      default -> "";
    };
  }

  /** The explanation of {@code failure} of any sort; of one that is not ours it tells nothing. */
  public static Explanation of(Throwable failure) {
    return failure instanceof GridException ours ? of(ours) : of(500);
  }

  private static Explanation of(int status, Kind kind, List<String> why) {
    return new Explanation(status, kind.name(), KindWords.what(kind), why, KindWords.help(kind));
  }

  /** The explanation of a status without a failure of ours. */
  public static Explanation of(int status) {
    return switch (status) {
      case 404 ->
          new Explanation(
              404,
              "NO_PAGE",
              "There is no such page",
              List.of("There is no such page here."),
              "Check the address, or start again from the first page.");
      case 405 -> of(405, Kind.NOT_ALLOWED, List.of("This page does not support that request."));
      case 500 ->
          new Explanation(
              500,
              "DEFECT",
              "Something went wrong in this gateway",
              List.of("Something went wrong in this gateway", "its log says what."),
              "Try again. If that does not help, the owner of the gateway finds the reason in its log.");
      default -> of(status, Kind.BAD_REQUEST, List.of("This request can't be served."));
    };
  }

  /** The explanation of a request that names no host. */
  public static Explanation noHost() {
    return of(
        400,
        Kind.BAD_REQUEST,
        List.of("The Host header of this request is no name or address with a port."));
  }

  /** The explanation of a request for a host of another name than the gateway's. */
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

  /** The explanation of a request that a page of another site has made. */
  public static Explanation otherSite() {
    return new Explanation(
        403,
        "OTHER_SITE",
        "Another site tried to change something here",
        List.of(
            "The request came from a page that is not this gateway's own, and nothing was changed."),
        "If it was you, open this gateway's own page and do it there.");
  }

  /** The same of what is prohibited, with the {@code address} of who decides about that. */
  Explanation objecting(ReportAddress address) {
    String where =
        "Who thinks that this should not be prohibited writes to " + address.text() + ".";
    return new Explanation(status, kind, what, why, where, name);
  }

  /** The same of an admission, of which its page tells. */
  Explanation ofAdmission() {
    String where = "The page of admission tells what strangers may store here, and how.";
    return new Explanation(status, "ADMISSION", what, why, where, name);
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

  /** All reasons in one sentence of plain text. */
  public String sentence() {
    return name + String.join("; ", why);
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
}
