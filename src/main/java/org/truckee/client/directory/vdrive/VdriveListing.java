package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.VdriveEntry;

/** The children of a vdrive directory, in the order in which its server keeps them. */
final class VdriveListing implements Listing {
  /** True if the listing takes tens of questions to the server. */
  private static final int MANY = 5000;

  private final VdriveView view;
  private final VdrivePages pages;
  private final LongConsumer whole;
  private List<Slot> slots = List.of();
  private long bytes;

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
    return pages
        .next()
        .compose(
            entries -> {
              if (entries.isEmpty()) {
                whole.accept(bytes);
                return Future.succeededFuture(List.<Child>of());
              }
              for (VdriveEntry entry : entries) bytes += entry.size();
              slots =
                  entries.stream().filter(e -> !e.isTombstone()).map(VdriveEntry::slot).toList();
              return view.children(entries).compose(this::skipEmpty);
            });
  }

  @Override
  public boolean isLong() {
    return pages.total() > MANY;
  }

  @Override
  public String placeAfter(int index) {
    return slots.get(index).toString();
  }

  /** The next page with children: a page of removed ones only is not the end. */
  private Future<List<Child>> skipEmpty(List<Child> children) {
    return children.isEmpty() ? next() : Future.succeededFuture(children);
  }
}
