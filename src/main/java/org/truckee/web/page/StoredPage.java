package org.truckee.web.page;

import java.util.List;

/**
 * A file has been stored: the link that gives it to somebody comes first.
 *
 * @param name what the file was called, or empty
 * @param href the link to the file
 * @param uri its capability
 * @param facts what became of it
 */
public record StoredPage(String name, String href, String infoHref, String uri, List<Fact> facts)
    implements Page {
  @Override
  public String title() {
    return name.isEmpty() ? "Your file is stored" : name + " is stored";
  }
}
