package org.truckee.web.page.directory;

import java.util.List;
import org.truckee.web.http.Address;
import org.truckee.web.http.RootPath;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.Page;

/**
 * Asks the user about files whose names were taken. The files are stored, so that they need not be
 * sent again, and are in no directory yet.
 *
 * @param here the address of the directory
 */
public record TakenPage(List<Crumb> crumbs, String here, List<Taken> files) implements Page {
  /**
   * One of the files.
   *
   * @param directory whether a directory has its name
   * @param uri its capability
   * @param free a name like it that is free
   */
  public record Taken(String name, boolean directory, String uri, String free) {
    /** The address that links the file in place of the present one. */
    public String replaceQuery() {
      return query(name).with("replace", "only-files").with("told", "true").toString();
    }

    /** The address that links the file under its free name. */
    public String keepQuery() {
      return query(free).with("replace", "false").toString();
    }

    private Address query(String as) {
      return Address.at("?").with("t", "uri").with("name", as).with("uri", uri);
    }
  }

  @Override
  public String title() {
    return files.size() == 1
        ? files.get(0).name() + " is here already"
        : files.size() + " names are here already";
  }

  /** The address that opens the thing which has the name of {@code file}. */
  public String thereHref(Taken file) {
    return Address.at(here).child(file.name()).toString();
  }

  /** The way back to the directory, from the address of the forms. */
  public String whenDone() {
    return RootPath.toItself(here);
  }
}
