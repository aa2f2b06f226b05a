package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;

/** The children of a vdrive directory, in the order in which its server keeps them. */
final class VdriveListing implements Listing {
  /** True if the listing takes tens of questions to the server. */
  private static final int MANY = 5000;

  private final VdriveView view;
  private final VdrivePages pages;
  private final LongConsumer whole;
  private Page latest = new Page(List.of(), List.of());
  private Optional<Future<Page>> ahead = Optional.empty();
  private boolean begun;
  private long bytes;

  /** Children, and the slots that they are in. */
  private record Page(List<Child> children, List<Slot> slots) {}

  /**
   * A listing that tells {@code whole} at the end the bytes of all entries, if it begins at the
   * first.
   */
  VdriveListing(VdriveView view, Optional<Slot> after, LongConsumer whole) {
    this.view = view;
    this.pages = new VdrivePages(view, after);
    this.whole = after.isPresent() ? bytes -> {} : whole;
  }

  @Override
  public Future<List<Child>> next() {
    Future<Page> page = ahead.orElseGet(this::load);
    ahead = Optional.empty();
    return page.map(this::give);
  }

  /**
   * Begins the page after {@code page} while the reader works on that one; not after the first, of
   * which many a reader has enough.
   */
  private List<Child> give(Page page) {
    latest = page;
    if (begun && !page.children().isEmpty()) ahead = Optional.of(load());
    begun = true;
    return page.children();
  }

  private Future<Page> load() {
    return pages
        .next()
        .compose(
            entries -> {
              if (entries.isEmpty()) {
                whole.accept(bytes);
                return Future.succeededFuture(new Page(List.of(), List.of()));
              }
              for (VdriveEntry entry : entries) bytes += entry.size();
              return view.children(entries).compose(children -> orNext(children, entries));
            });
  }

  /** A page of removed children only is not the end. */
  private Future<Page> orNext(List<Child> children, List<VdriveEntry> entries) {
    if (children.isEmpty()) return load();
    List<Slot> slots =
        entries.stream().filter(e -> !e.isTombstone()).map(VdriveEntry::slot).toList();
    return Future.succeededFuture(new Page(children, slots));
  }

  @Override
  public boolean isLong() {
    return pages.total() > MANY;
  }

  @Override
  public String placeAfter(int index) {
    return latest.slots().get(index).toString();
  }
}
