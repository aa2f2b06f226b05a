package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.dirnode.Child;

/** A listing that is opened when its first page is asked for. */
public final class OpenedListing implements Listing {
  private final Supplier<Future<Listing>> open;
  private Future<Listing> opened;

  /** The listing that {@code open} gives, which is called once at most. */
  public OpenedListing(Supplier<Future<Listing>> open) {
    this.open = open;
  }

  @Override
  public Future<Optional<String>> state() {
    return opened().compose(Listing::state);
  }

  @Override
  public Future<List<Child>> next() {
    return opened().compose(Listing::next);
  }

  private Future<Listing> opened() {
    if (opened == null) opened = open.get();
    return opened;
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
