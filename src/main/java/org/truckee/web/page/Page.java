package org.truckee.web.page;

/**
 * One page for people: a record whose components are what its template shows. The title is also the
 * page's one heading and what the browser remembers it by, so it never holds a capability.
 */
public interface Page {
  /** The subject of the page, in a few words. */
  String title();

  /** Whether a script of ours may compute beside it, by a worker. */
  default boolean computes() {
    return false;
  }

  /** The name of its template in {@code webroot/pages/}, without an ending. */
  default String template() {
    String name = getClass().getSimpleName().replaceFirst("Page$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
  }
}
