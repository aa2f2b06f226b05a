package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongConsumer;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.VdriveEntry;

/** The children of a vdrive directory, in the order in which its server keeps them. */
final class VdriveListing implements Listing {
  private final VdriveView view;
  private final VdrivePages pages;
  private final LongConsumer whole;
  private long bytes;

  /** Tells {@code whole} at the end how many bytes all entries have. */
  VdriveListing(VdriveView view, LongConsumer whole) {
    this.view = view;
    this.pages = view.pages();
    this.whole = whole;
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
              for (VdriveEntry entry : entries) bytes += entry.toBytes().size();
              return view.children(entries).compose(this::skipEmpty);
            });
  }

  /** A page of removed children only is not the end. */
  private Future<List<Child>> skipEmpty(List<Child> children) {
    return children.isEmpty() ? next() : Future.succeededFuture(children);
  }
}
