package org.truckee.web.page;

import java.util.List;

/**
 * Slow work under way; the page asks for itself again until it is done.
 *
 * @param title what is done
 * @param running whether it goes on
 * @param state how it is, in a sentence
 * @param progress what was found, until now or in the end
 * @param cancelAction where to say that it is to end
 * @param resultHref what it found, once it is done; else empty
 */
public record OperationPage(
    String title,
    boolean running,
    String state,
    List<Fact> progress,
    String cancelAction,
    String resultHref)
    implements Page {
  /** The page of work that goes on, which can be cancelled there. */
  public static OperationPage running(String title, String state, List<Fact> progress) {
    return new OperationPage(title, true, state, progress, "?t=cancel", "");
  }

  /** The page of work that is done, and of what it found. */
  public static OperationPage done(String title, String state, List<Fact> found) {
    return new OperationPage(title, false, state, found, "", "");
  }

  /** The page of work that somebody did not want any more. */
  public static OperationPage cancelled() {
    return new OperationPage(
        "Cancelled",
        false,
        "Nothing more is done. What was found is forgotten.",
        List.of(),
        "",
        "");
  }
}
