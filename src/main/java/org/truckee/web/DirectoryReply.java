package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Metadata;
import org.truckee.dirnode.Target;
import org.truckee.web.page.DirectoryPage;
import org.truckee.web.page.Entry;
import org.truckee.web.page.Pages;
import org.truckee.web.page.UnfinishedPage;

/**
 * The page of a directory: its beginning is sent when the first children are there, and what it
 * shows of them when all are. Of however many there are, it holds those of one page.
 */
final class DirectoryReply implements Reply {
  private static final long YEAR_10000 = 253_402_300_800L;

  private final Pages pages;
  private final DirectoryPage page;
  private final Listing children;

  private DirectoryReply(Pages pages, DirectoryPage page, Listing children) {
    this.pages = pages;
    this.page = page;
    this.children = children;
  }

  /** Shows {@code children} on {@code page}, once the first of them are there. */
  static Future<Reply> of(Pages pages, DirectoryPage page, Listing children) {
    DirectoryReply reply = new DirectoryReply(pages, page, children);
    return children.next().onSuccess(reply::add).map(first -> reply);
  }

  private void add(List<Child> some) {
    some.forEach(child -> page.listing().add(entry(child)));
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    UnfinishedPage begun = pages.begin(ctx, page);
    return children
        .forEachPage(some -> Awaited.by(ctx.response()).onSuccess(awaited -> add(some)))
        .onSuccess(all -> begun.end(page));
  }

  private static Entry entry(Child child) {
    Target target = child.target();
    return new Entry(
        child.name(),
        child.isLost() ? Entry.Kind.DAMAGED : kind(target),
        target.strongest().map(NodeJson::size).orElse(OptionalLong.empty()),
        changed(child.metadata()),
        target.write().isPresent());
  }

  private static Entry.Kind kind(Target target) {
    return switch (target.kind()) {
      case DIRECTORY -> Entry.Kind.DIRECTORY;
      case UNKNOWN -> Entry.Kind.UNKNOWN;
      case FILE ->
          target.strongest().orElseThrow().isMutable() ? Entry.Kind.MUTABLE_FILE : Entry.Kind.FILE;
    };
  }

  /** Its writers can note any number; one that is no date of ours is none. */
  static Optional<Instant> changed(Metadata metadata) {
    double seconds =
        metadata.fields().get("tahoe") instanceof Map<?, ?> system
                && system.get("linkmotime") instanceof Number time
            ? time.doubleValue()
            : -1;
    return seconds >= 0 && seconds < YEAR_10000
        ? Optional.of(Instant.ofEpochSecond((long) seconds))
        : Optional.empty();
  }
}
