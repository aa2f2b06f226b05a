package org.truckee.web.page.file;

import java.util.List;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Page;

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
