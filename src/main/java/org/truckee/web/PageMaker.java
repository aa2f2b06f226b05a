package org.truckee.web;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Visit;
import org.truckee.client.immutable.UploadResult;
import org.truckee.dirnode.Target;
import org.truckee.web.page.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Crumb;
import org.truckee.web.page.DeletePage;
import org.truckee.web.page.DirectoryListing;
import org.truckee.web.page.DirectoryPage;
import org.truckee.web.page.Fact;
import org.truckee.web.page.ManifestPage;
import org.truckee.web.page.Pages;
import org.truckee.web.page.RenamePage;
import org.truckee.web.page.StoredPage;

/** Fills in the pages that people see of directories, and of files that were stored. */
final class PageMaker {
  private final Pages pages;

  PageMaker(Pages pages) {
    this.pages = pages;
  }

  /** The children of {@code directory}. */
  Future<Reply> directory(Call call, Directory directory) {
    Capability cap = directory.capability();
    DirectoryPage page =
        new DirectoryPage(
            title(call),
            crumbs(call),
            here(call),
            directory.isWritable(),
            DirectoryListing.of(name -> call.arguments().get(name).orElse(null)),
            cap.readCap().map(Capability::toUri).orElse(""),
            cap instanceof WriteCap ? cap.toUri() : "");
    return DirectoryReply.of(pages, page, directory.list());
  }

  private static String title(Call call) {
    return call.isForRoot() ? "Directory" : call.path().name();
  }

  /** The address of a directory's page, with a slash at the end. */
  private static String here(Call call) {
    String path = call.request().path();
    return path.endsWith("/") ? path : path + "/";
  }

  private static List<Crumb> crumbs(Call call) {
    List<Crumb> crumbs = new ArrayList<>();
    List<String> names = call.path().names();
    for (int above = names.size(); above > 0; above--) {
      String href = (call.path().slash() ? "../" : "./") + "../".repeat(above - 1);
      int at = names.size() - above;
      crumbs.add(new Crumb(at == 0 ? "Directory" : names.get(at - 1), href));
    }
    crumbs.add(new Crumb(title(call), ""));
    return crumbs;
  }

  /** Asks for a child's new name. */
  Reply renameForm(Call call) {
    return new PageReply(
        pages, new RenamePage(crumbs(call), here(call), call.arguments().text("name")));
  }

  /** Asks whether a child is to be deleted. */
  Future<Reply> deleteForm(Call call, Directory directory) {
    String name = call.arguments().text("name");
    return Places.look(directory, name)
        .map(
            spot ->
                new PageReply(
                    pages,
                    new DeletePage(
                        crumbs(call),
                        here(call),
                        name,
                        spot.place().target().kind() == Target.Kind.DIRECTORY)));
  }

  /** Everything below a directory, as far as it was come by. */
  Reply manifest(List<Visit> visits) {
    List<ManifestPage.Line> lines = visits.stream().map(PageMaker::line).toList();
    return new PageReply(
        pages, new ManifestPage("Everything below", List.of(), lines, "?output=json"));
  }

  private static ManifestPage.Line line(Visit visit) {
    String uri = VisitJson.cap(visit.target());
    boolean known = visit.target().kind() != Target.Kind.UNKNOWN;
    return new ManifestPage.Line(
        String.join("/", visit.path()), known ? Address.of(uri).toString() : "", uri);
  }

  /** A file has been stored; programs are told only its capability. */
  Reply stored(String name, UploadResult result) {
    String uri = result.cap().toUri();
    Address href = name.isEmpty() ? Address.of(uri) : Address.ofFile(uri, name);
    String info = Address.of(uri).with("t", "info").toString();
    Reply page =
        new PageReply(pages, new StoredPage(name, href.toString(), info, uri, facts(result)));
    return ctx -> (Pages.wanted(ctx.request()) ? page : Reply.text(uri)).send(ctx);
  }

  private static List<Fact> facts(UploadResult result) {
    if (result.servers().isEmpty())
      return List.of(new Fact("Kept by", "its link: the file is so small that it needs no server"));
    long servers = result.servers().values().stream().distinct().count();
    return List.of(
        new Fact("Kept by", Amount.of(servers, "server")),
        new Fact(
            "Shares",
            result.servers().size() + ", of which " + result.found() + " were there before"));
  }
}
