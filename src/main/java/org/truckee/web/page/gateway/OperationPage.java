package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

/**
 * Slow work under way; the page asks for itself again until it is done.
 *
 * @param title the name of the work
 * @param running whether it goes on
 * @param state its state, in a sentence
 * @param progress the findings, until now or in the end
 * @param cancelAction the address that ends it
 * @param resultHref the address of its result, once it is done; else empty
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

  /** The page of work that is done, with its findings. */
  public static OperationPage done(String title, String state, List<Fact> found) {
    return new OperationPage(title, false, state, found, "", "");
  }

  /** The page of work that was cancelled. */
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
