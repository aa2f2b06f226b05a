package org.truckee.web.page;

import java.util.List;

/**
 * The page about a file that was stored: the link to share comes first.
 *
 * @param name the name of the file, or empty
 * @param href the link to the file
 * @param uri its capability
 * @param facts the facts about the upload
 */
public record StoredPage(String name, String href, String infoHref, String uri, List<Fact> facts)
    implements Page {
  @Override
  public String title() {
    return name.isEmpty() ? "Your file is stored" : name + " is stored";
  }
}
