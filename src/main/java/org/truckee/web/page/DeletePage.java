package org.truckee.web.page;

import java.util.List;

/**
 * Asks whether a child is to be deleted.
 *
 * @param parent the directory that it is in, where the form is sent
 */
public record DeletePage(List<Crumb> crumbs, String parent, String name, boolean isDirectory)
    implements Page {
  @Override
  public String title() {
    return "Delete " + name + "?";
  }
}
