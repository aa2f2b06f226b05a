package org.truckee.web.page;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;

/**
 * Asks for another name or place.
 *
 * @param parent the directory that it is in, where the form is sent
 * @param name what the child is called now
 */
public record RenamePage(List<Crumb> crumbs, String parent, String name) implements Page {
  @Override
  public String title() {
    return "Rename or move " + name;
  }

  /** Its name, for an address: a field of a form would lose what ends a line. */
  public String encodedName() {
    return Address.encode(name);
  }

  /** Where the form leads when it is done: back to the directory that it was sent to. */
  public String whenDone() {
    return RootPath.toItself(parent);
  }
}
