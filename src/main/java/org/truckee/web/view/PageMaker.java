package org.truckee.web.view;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.tree.TreeStats;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.http.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.directory.DeletePage;
import org.truckee.web.page.directory.DirectoryListing;
import org.truckee.web.page.directory.DirectoryPage;
import org.truckee.web.page.directory.ManifestPage;
import org.truckee.web.page.directory.RenamePage;
import org.truckee.web.page.directory.ReplacedPage;
import org.truckee.web.page.directory.TakenPage;
import org.truckee.web.page.file.StoredPage;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.place.Places;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/** Fills in the pages that people see of directories, and of files that were stored. */
public final class PageMaker {
  private final Pages pages;
  private final ListedEntries listed = new ListedEntries();

  public PageMaker(Pages pages) {
    this.pages = pages;
  }

  /**
   * The children of {@code directory}, those that are {@code prohibited} without a way to them.
   *
   * @param trash whether it is the root of a drive that has a trash
   */
  public Future<Reply> directory(
      Call call, Directory directory, Predicate<Capability> prohibited, boolean trash) {
    Capability cap = directory.capability();
    Trail trail = Trail.of(call);
    DirectoryPage page =
        new DirectoryPage(
            trail.title(),
            trail.crumbs(),
            trail.here(),
            DirectoryListing.of(name -> call.arguments().get(name).orElse(null)),
            new DirectoryPage.Rights(
                cap.readCap().map(Capability::toUri).orElse(""),
                cap instanceof WriteCap ? cap.toUri() : ""),
            new DirectoryPage.History(trash, call.arguments().text("at")));
    return DirectoryReply.of(pages, page, directory, listed, prohibited);
  }

  /** Asks for a child's new name. */
  public Reply renameForm(Call call) {
    String name = call.arguments().text("name");
    Trail trail = Trail.of(call);
    return new PageReply(pages, new RenamePage(trail.crumbsTo(name), trail.here(), name));
  }

  /** Asks whether a child is to be deleted. */
  public Future<Reply> deleteForm(Call call, Directory directory) {
    String name = call.arguments().text("name");
    return Places.look(directory, name)
        .map(
            spot ->
                new PageReply(
                    pages,
                    new DeletePage(
                        Trail.of(call).crumbsTo(name),
                        Trail.of(call).here(),
                        name,
                        spot.place().target().kind() == ChildTarget.Kind.DIRECTORY)));
  }

  /** Asks what is to become of files whose names are taken. */
  public Reply taken(Call call, List<TakenPage.Taken> files) {
    Trail trail = Trail.of(call);
    return new ConfirmationPage(
        new PageReply(pages, new TakenPage(trail.crumbs(), trail.here(), files)));
  }

  /** Tells that {@code before} was replaced. */
  public Reply replaced(Call call, Child before) {
    Trail trail = Trail.of(call);
    String uri = before.target().strongest().map(Capability::toUri).orElse("");
    return new ConfirmationPage(
        new PageReply(pages, new ReplacedPage(trail.crumbs(), trail.here(), before.name(), uri)));
  }

  /** Everything below {@code root}, shown while it is come by. */
  public Reply manifest(Directories directories, Directory root) {
    return new ManifestReply(pages, directories, root);
  }

  /** Everything below a directory; while it is looked for, how much has been come by. */
  public Reply manifest(List<Visit> visits, String left, boolean finished) {
    if (!finished) {
      List<Fact> facts = List.of(new Fact("Found", Integer.toString(visits.size())));
      return new PageReply(
          pages, OperationPage.running("List of everything below", "Still looking.", facts));
    }
    return new PageReply(
        pages,
        ManifestPage.whole(
            visits.stream().map(ManifestReply::line).toList(), left, "?output=json"));
  }

  /** The counts of everything below a directory, or of the part visited so far. */
  public Reply stats(TreeStats stats, String left, boolean finished) {
    String title = "Contents";
    return new PageReply(
        pages,
        finished
            ? OperationPage.done(title, counted(left), facts(stats))
            : OperationPage.running(title, "Still counting.", facts(stats)));
  }

  private static String counted(String left) {
    return left.isEmpty() ? "Everything has been counted." : "Counted, but " + left + ".";
  }

  private static List<Fact> facts(TreeStats stats) {
    long files = stats.counts().files();
    String bytes = Amount.bytes(stats.bytes().immutableFiles() + stats.bytes().literalFiles());
    String mutable =
        stats.counts().mutableFiles() == 0
            ? ""
            : ", without " + Amount.of(stats.counts().mutableFiles(), "changeable file");
    return List.of(
        new Fact("Files", Long.toString(files)),
        new Fact("Folders", Long.toString(stats.counts().directories())),
        new Fact("Size of the files", bytes + mutable),
        new Fact("Size of the folders", Amount.bytes(stats.bytes().directories())),
        new Fact("Largest file", Amount.bytes(stats.largest().immutableFile())),
        new Fact("Most entries in one folder", Long.toString(stats.largest().directoryChildren())));
  }

  /** A file has been stored; programs that ask for text are told only its capability. */
  public Reply stored(String name, UploadResult result) {
    String uri = result.cap().toUri();
    Address href = name.isEmpty() ? Address.of(uri) : Address.ofFile(uri, name);
    String info = Address.of(uri).with("t", "info").toString();
    Reply page =
        new PageReply(pages, new StoredPage(name, href.toString(), info, uri, facts(result)));
    return ctx -> (Pages.unlessText(ctx.request()) ? page : Reply.text(uri)).send(ctx);
  }

  private static List<Fact> facts(UploadResult result) {
    if (result.servers().isEmpty())
      return List.of(new Fact("Kept by", "the link itself: a file this small needs no server"));
    long servers = result.servers().values().stream().distinct().count();
    return List.of(
        new Fact("Kept by", Amount.of(servers, "server")),
        new Fact("Shares", Integer.toString(result.servers().size())),
        new Fact("Sent", sent(result)));
  }

  private static String sent(UploadResult result) {
    if (result.found() == 0) return "all of them";
    return result.found() >= result.servers().size()
        ? "nothing: it was already on the grid"
        : "%d: the others were already on the grid"
            .formatted(result.servers().size() - result.found());
  }
}
