package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * The trash of a drive.
 *
 * @param here the address of the drive's root, with a slash at the end
 * @param place the name of the directory of the trash in the root
 * @param days the days for which entries are kept at least
 * @param rows the latest entries
 * @param total the number of all entries
 */
public record TrashPage(
    List<Crumb> crumbs, String here, String place, long days, List<Row> rows, long total)
    implements Page {
  /**
   * An entry of the trash.
   *
   * @param entry its name there
   * @param path the place where the thing was
   * @param thing the thing, whose time of change is that of its removal
   */
  public record Row(String entry, String path, Entry thing) {
    /** The query that brings it back. */
    public String restoreQuery() {
      return Address.at("?").with("t", "restore").with("entry", entry).toString();
    }
  }

  @Override
  public String title() {
    return "Trash";
  }

  /** The number of entries, and how many of them are shown. */
  public String count() {
    String all = Amount.of(total, "thing");
    return total > rows.size() ? all + ", of which " + rows.size() + " are shown" : all;
  }

  /** The address that opens what is in {@code row}. */
  public String openHref(Row row) {
    Address address = Address.at(here).child(place).child(row.entry());
    return (row.thing().directory() ? address.slash() : address).toString();
  }

  /** The way back to this page, from the address of the forms. */
  public String whenDone() {
    return RootPath.toItself(here) + "?t=trash";
  }
}
