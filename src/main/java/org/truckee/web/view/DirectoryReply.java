package org.truckee.web.view;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.platform.BlockingWork;
import org.truckee.web.http.ClientPresence;
import org.truckee.web.json.NodeJson;
import org.truckee.web.page.Pages;
import org.truckee.web.page.UnfinishedPage;
import org.truckee.web.page.directory.DirectoryListing;
import org.truckee.web.page.directory.DirectoryPage;
import org.truckee.web.page.directory.Entry;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;

/**
 * The page of a directory: its beginning is sent when the first children are there, and what it
 * shows of them when all are. Of however many there are, it holds those of one page.
 */
final class DirectoryReply implements Reply {

  private final Pages pages;
  private final DirectoryPage page;
  private final Directory directory;
  private final ListedEntries listed;
  private final Optional<String> state;
  private final Predicate<Capability> prohibited;
  private final Listing children;
  private final List<Entry> all = new ArrayList<>();

  private DirectoryReply(
      Pages pages,
      DirectoryPage page,
      Directory directory,
      ListedEntries listed,
      Optional<String> state,
      Predicate<Capability> prohibited) {
    this.pages = pages;
    this.page = page;
    this.directory = directory;
    this.listed = listed;
    this.state = state;
    this.prohibited = prohibited;
    this.children = page.listing().begin().map(directory::listAfter).orElseGet(directory::list);
  }

  /**
   * Shows what is in {@code directory} on {@code page}, once the first of it is there: what {@code
   * listed} holds of it, if it has not changed since. Children that are {@code prohibited} are
   * shown as such.
   */
  static Future<Reply> of(
      Pages pages,
      DirectoryPage page,
      Directory directory,
      ListedEntries listed,
      Predicate<Capability> prohibited) {
    Capability cap = directory.capability();
    boolean part = page.listing().begin().isPresent();
    Future<Optional<String>> state =
        listed.isLarge(cap) && !part ? directory.state() : Future.succeededFuture(Optional.empty());
    return state.compose(
        seen -> {
          Optional<List<Entry>> known = seen.flatMap(same -> listed.get(cap, same));
          if (known.isPresent()) return Future.succeededFuture(shown(pages, page, known.get()));
          DirectoryReply reply =
              new DirectoryReply(pages, page, directory, listed, seen, prohibited);
          return reply.children.next().map(reply::begin);
        });
  }

  /** Of a long directory, nothing more is read than is shown, unless it has to be. */
  private Reply begin(List<Child> first) {
    boolean end = page.listing().begin().isPresent() && first.isEmpty();
    if (end || (page.listing().mayBeAsKept() && children.isLong())) {
      showAsKept(first.subList(0, Math.min(first.size(), DirectoryListing.PAGE)));
      return new PageReply(pages, page);
    }
    add(first);
    return this;
  }

  private void showAsKept(List<Child> some) {
    Optional<String> next =
        some.isEmpty() ? Optional.empty() : Optional.of(children.placeAfter(some.size() - 1));
    page.listing().showAsKept(some.stream().map(this::entry).toList(), next);
  }

  /** Sorted by a worker, since they are many. */
  private static Reply shown(Pages pages, DirectoryPage page, List<Entry> entries) {
    return ctx ->
        BlockingWork.of(ctx.vertx())
            .run(() -> entries.forEach(page.listing()::add))
            .onSuccess(sorted -> pages.begin(ctx, page).end(page))
            .mapEmpty();
  }

  private void add(List<Child> some) {
    for (Child child : some) {
      Entry entry = entry(child);
      page.listing().add(entry);
      if (listed.hasRoom(all.size())) all.add(entry);
    }
  }

  /** What is kept is there before the end is sent: who has the page may ask for the next one. */
  @Override
  public Future<Void> send(RoutingContext ctx) {
    UnfinishedPage begun = pages.begin(ctx, page);
    return children
        .forEachPage(some -> ClientPresence.by(ctx.response()).onSuccess(awaited -> add(some)))
        .onSuccess(whole -> listed.count(directory.capability(), all.size()))
        .onSuccess(whole -> state.ifPresent(this::keep))
        .onSuccess(whole -> begun.end(page));
  }

  private void keep(String seen) {
    listed.keep(directory.capability(), seen, all);
  }

  private Entry entry(Child child) {
    ChildTarget target = child.target();
    return new Entry(
        child.name(),
        child.isLost() ? Entry.Kind.DAMAGED : kind(target),
        target.strongest().map(NodeJson::size).orElse(OptionalLong.empty()),
        child.metadata().changed(),
        target.write().isPresent());
  }

  private Entry.Kind kind(ChildTarget target) {
    if (target.strongest().filter(prohibited).isPresent()) return Entry.Kind.PROHIBITED;
    return switch (target.kind()) {
      case DIRECTORY -> Entry.Kind.DIRECTORY;
      case UNKNOWN -> Entry.Kind.UNKNOWN;
      case FILE ->
          target.strongest().orElseThrow().isMutable() ? Entry.Kind.MUTABLE_FILE : Entry.Kind.FILE;
    };
  }
}
