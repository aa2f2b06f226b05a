package org.truckee.web.view;

import java.util.ArrayList;
import java.util.List;
import org.truckee.web.page.Crumb;
import org.truckee.web.request.Call;

/** The way from a drive or a capability down to a page's place. */
public final class Trail {
  private final Call call;

  private Trail(Call call) {
    this.call = call;
  }

  public static Trail of(Call call) {
    return new Trail(call);
  }

  /** The subject of the page: the last name on the way. */
  String title() {
    return call.isForRoot() ? root() : call.path().name();
  }

  private String root() {
    String path = call.request().path();
    if (path.startsWith("/vdrive/private")) return "Private drive";
    if (path.startsWith("/vdrive/mine")) return "My drive";
    return path.startsWith("/vdrive/") ? "Shared drive" : "Folder";
  }

  /** The steps, of which the last one is the page itself. */
  public List<Crumb> crumbs() {
    List<Crumb> crumbs = above();
    crumbs.add(new Crumb(title(), ""));
    return crumbs;
  }

  /** The steps to a page about the child {@code name} of the thing here. */
  List<Crumb> crumbsTo(String name) {
    List<Crumb> crumbs = above();
    crumbs.add(new Crumb(title(), here()));
    crumbs.add(new Crumb(name, ""));
    return crumbs;
  }

  private List<Crumb> above() {
    List<Crumb> crumbs = new ArrayList<>();
    List<String> names = call.path().names();
    for (int above = names.size(); above > 0; above--) {
      String href = (call.path().slash() ? "../" : "./") + "../".repeat(above - 1);
      int at = names.size() - above;
      crumbs.add(new Crumb(at == 0 ? root() : names.get(at - 1), href));
    }
    return crumbs;
  }

  /** The address of a directory's page, with a slash at the end. */
  String here() {
    String path = call.request().path();
    return path.endsWith("/") ? path : path + "/";
  }
}
