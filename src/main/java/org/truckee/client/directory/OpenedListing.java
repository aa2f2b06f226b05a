package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.truckee.dirnode.Child;

/** A listing that is opened when its first page is asked for. */
public final class OpenedListing implements Listing {
  private final Supplier<Future<Listing>> open;
  private Future<Listing> opened;

  public OpenedListing(Supplier<Future<Listing>> open) {
    this.open = open;
  }

  @Override
  public Future<List<Child>> next() {
    if (opened == null) opened = open.get();
    return opened.compose(Listing::next);
  }

  @Override
  public boolean isLong() {
    return opened.succeeded() && opened.result().isLong();
  }

  @Override
  public String placeAfter(int index) {
    return opened.result().placeAfter(index);
  }
}
