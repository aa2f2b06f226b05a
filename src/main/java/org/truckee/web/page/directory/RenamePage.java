package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * Asks for another name or place.
 *
 * @param parent the address of the directory that holds the child, where the form is sent
 * @param name the present name of the child
 */
public record RenamePage(List<Crumb> crumbs, String parent, String name) implements Page {
  @Override
  public String title() {
    return "Rename or move " + name;
  }

  /** The child's name, for an address: a field of a form would change line ends. */
  public String encodedName() {
    return Address.encode(name);
  }

  /** The address after the form: back to the directory that it was sent to. */
  public String whenDone() {
    return RootPath.toItself(parent);
  }
}
