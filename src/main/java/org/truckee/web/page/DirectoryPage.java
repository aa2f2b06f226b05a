package org.truckee.web.page;

import java.util.List;
import org.truckee.web.http.Address;

/**
 * The children of a directory, and what can be done with them and with it.
 *
 * @param title its name
 * @param here its address, with a slash at the end
 * @param writable whether children may be added and taken away by who sees the page
 * @param listing the children that this page shows, which come after its beginning was sent
 * @param readUri the capability that gives it to others to read
 * @param writeUri the capability that gives it to others to change; empty if it is read-only here
 */
public record DirectoryPage(
    String title,
    List<Crumb> crumbs,
    String here,
    boolean writable,
    DirectoryListing listing,
    String readUri,
    String writeUri)
    implements Page {

  /** The link to share: who has it can read everything here. */
  public String readHref() {
    return Address.of(readUri).slash().toString();
  }

  /** The link for those who work here too. */
  public String writeHref() {
    return Address.of(writeUri).slash().toString();
  }

  /** Where {@code child} is opened. */
  public String openHref(Entry child) {
    Address address = Address.at(here).child(child.name());
    return (child.directory() ? address.slash() : address).toString();
  }

  /** Where it is said what is known of {@code child}. */
  public String infoHref(Entry child) {
    return Address.at(here).child(child.name()).with("t", "info").toString();
  }

  /** Where {@code child} gets another name. */
  public String renameHref(Entry child) {
    return Address.at(here).with("t", "rename-form").with("name", child.name()).toString();
  }

  /** Where {@code child} is deleted, after a question. */
  public String deleteHref(Entry child) {
    return Address.at(here).with("t", "delete-form").with("name", child.name()).toString();
  }
}
