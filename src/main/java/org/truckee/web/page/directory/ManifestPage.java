package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * Everything below a directory, one line each.
 *
 * @param lines the lines to be written now; a long page is written in several parts
 * @param count the number of lines, once all are known
 * @param failure the parts that are missing, with the reason, or empty
 */
public record ManifestPage(
    String title, List<Crumb> crumbs, List<Line> lines, long count, String failure, String jsonHref)
    implements Page {
  /** One thing: the path to it, and its capability. */
  public record Line(String path, String href, String uri) {}

  /** The whole list. */
  public static ManifestPage whole(List<Line> lines, String failure, String jsonHref) {
    return new ManifestPage("Everything below", List.of(), lines, lines.size(), failure, jsonHref);
  }

  /** A part of the list. */
  public static ManifestPage part(List<Line> lines) {
    return new ManifestPage("Everything below", List.of(), lines, 0, "", "");
  }

  /** The end of the list, after {@code count} lines. */
  public static ManifestPage end(long count, String failure) {
    return new ManifestPage("Everything below", List.of(), List.of(), count, failure, "");
  }
}
