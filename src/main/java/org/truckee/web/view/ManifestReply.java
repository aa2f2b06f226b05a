package org.truckee.web.view;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.Walk;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.failure.Explanation;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.http.Address;
import org.truckee.web.json.VisitJson;
import org.truckee.web.page.Pages;
import org.truckee.web.page.UnfinishedPage;
import org.truckee.web.page.directory.ManifestPage;
import org.truckee.web.reply.Reply;

/**
 * {@code t=manifest}: the page of everything below a directory, sent while it is come by. A reader
 * that goes away ends it. Directories that can't be read are named in its last line; if the first
 * one can't be, there is only an error. Used once, on one event loop.
 */
final class ManifestReply implements Reply, Visitor {
  private static final int PART = 200;

  private final Pages pages;
  private final Directories directories;
  private final Directory root;
  private final List<ManifestPage.Line> waiting = new ArrayList<>();
  private RoutingContext ctx;
  private UnfinishedPage page;
  private final Unreadable unreadable = new Unreadable();
  private long count;

  ManifestReply(Pages pages, Directories directories, Directory root) {
    this.pages = pages;
    this.directories = directories;
    this.root = root;
  }

  @Override
  public Future<Void> send(RoutingContext asked) {
    ctx = asked;
    return new Walk(directories, this)
        .from(root)
        .compose(walked -> pass())
        .onSuccess(passed -> page.end(ManifestPage.end(count, unreadable.sentence())))
        .recover(this::breakOff);
  }

  @Override
  public Future<Void> visit(Visit visit) {
    waiting.add(line(visit));
    count++;
    return waiting.size() < PART ? Future.succeededFuture() : pass();
  }

  @Override
  public Future<Void> unreadable(Visit visit, Throwable failure) {
    unreadable.add(visit, failure);
    return Future.succeededFuture();
  }

  private Future<Void> pass() {
    if (page == null) page = pages.begin(ctx, ManifestPage.part(List.of()));
    ManifestPage part = ManifestPage.part(List.copyOf(waiting));
    waiting.clear();
    return page.add(part);
  }

  private Future<Void> breakOff(Throwable failure) {
    if (page == null || ctx.response().closed()) return Future.failedFuture(failure);
    return pass()
        .onSuccess(passed -> page.end(ManifestPage.end(count, Explanation.of(failure).sentence())));
  }

  /** The line of {@code visit} in the list. */
  static ManifestPage.Line line(Visit visit) {
    String uri = VisitJson.cap(visit.target());
    boolean known = visit.target().kind() != ChildTarget.Kind.UNKNOWN;
    return new ManifestPage.Line(
        visit.path().isEmpty() ? "(this folder)" : String.join("/", visit.path()),
        known ? Address.of(uri).toString() : "",
        uri);
  }
}
