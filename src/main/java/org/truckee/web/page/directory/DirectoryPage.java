package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * The children of a directory, with the actions on them and on the directory.
 *
 * @param title the directory's name
 * @param here its address, with a slash at the end
 * @param listing the children that this page shows, which come after its beginning was sent
 * @param rights the capabilities to share
 * @param history the way to its past
 */
public record DirectoryPage(
    String title,
    List<Crumb> crumbs,
    String here,
    DirectoryListing listing,
    Rights rights,
    History history)
    implements Page {

  /**
   * The capabilities of the directory.
   *
   * @param read the one for others to read the directory
   * @param write the one for others to change it; empty if it is read-only here
   */
  public record Rights(String read, String write) {}

  /**
   * The past of the directory.
   *
   * @param trash whether it is the root of a drive that has a trash
   * @param at the time that the page shows, as its reader said it; empty for now
   */
  public record History(boolean trash, String at) {}

  /** Returns whether a user of the page may add and take away children. */
  public boolean writable() {
    return !rights.write().isEmpty();
  }

  /** The link to share: its holders can read everything here. */
  public String readHref() {
    return Address.of(rights.read()).slash().toString();
  }

  /** The link for people who work here too. */
  public String writeHref() {
    return Address.of(rights.write()).slash().toString();
  }

  /** The address that opens {@code child}. */
  public String openHref(Entry child) {
    Address address = Address.at(here).child(child.name());
    Address whole = child.directory() ? address.slash() : address;
    return (history.at().isEmpty() ? whole : whole.with("at", history.at())).toString();
  }

  /** The address of the page about {@code child}. */
  public String infoHref(Entry child) {
    return Address.at(here).child(child.name()).with("t", "info").toString();
  }

  /** The address where {@code child} gets another name. */
  public String renameHref(Entry child) {
    return Address.at(here).with("t", "rename-form").with("name", child.name()).toString();
  }

  /** The address where {@code child} is deleted, after a question. */
  public String deleteHref(Entry child) {
    return Address.at(here).with("t", "delete-form").with("name", child.name()).toString();
  }
}
