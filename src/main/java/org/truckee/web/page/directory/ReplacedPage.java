package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * Names the thing that was replaced, which can still be read, and offers to bring it back.
 *
 * @param here the address of the directory
 * @param uri the capability of the replaced thing
 */
public record ReplacedPage(List<Crumb> crumbs, String here, String name, String uri)
    implements Page {
  @Override
  public String title() {
    return name + " was replaced";
  }

  /** The address that opens the replaced thing. */
  public String beforeHref() {
    return Address.ofFile(uri, name).toString();
  }

  /** The address that brings it back. */
  public String undoQuery() {
    return Address.at("?").with("t", "uri").with("name", name).with("uri", uri).toString();
  }

  /** The way back to the directory, from the address of the form. */
  public String whenDone() {
    return RootPath.toItself(here);
  }
}
