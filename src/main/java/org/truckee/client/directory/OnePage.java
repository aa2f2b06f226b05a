package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.dirnode.Child;

/** A listing that is in memory as a whole. */
public final class OnePage implements Listing {
  private Future<List<Child>> rest;

  /** A listing of {@code all}. */
  public OnePage(Future<List<Child>> all) {
    this.rest = all;
  }

  @Override
  public Future<List<Child>> next() {
    Future<List<Child>> page = rest;
    rest = Future.succeededFuture(List.of());
    return page;
  }
}
