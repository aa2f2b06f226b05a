package org.truckee.web.page;

import java.util.List;

/** Everything below a directory, one line each. */
public record ManifestPage(String title, List<Crumb> crumbs, List<Line> lines, String jsonHref)
    implements Page {
  /** One thing: the path to it, and its capability. */
  public record Line(String path, String href, String uri) {}
}
