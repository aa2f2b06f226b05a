package org.truckee.web.page;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;

/**
 * Tells what was replaced, which can still be read, and offers to bring it back.
 *
 * @param here the address of the directory
 * @param uri the capability of what was there before
 */
public record ReplacedPage(List<Crumb> crumbs, String here, String name, String uri)
    implements Page {
  @Override
  public String title() {
    return name + " was replaced";
  }

  /** Where what was there before is opened. */
  public String beforeHref() {
    return Address.ofFile(uri, name).toString();
  }

  /** Where it is brought back. */
  public String undoQuery() {
    return Address.at("?").with("t", "uri").with("name", name).with("uri", uri).toString();
  }

  /** Back to the directory, from where the form is sent to. */
  public String whenDone() {
    return RootPath.toItself(here);
  }
}
