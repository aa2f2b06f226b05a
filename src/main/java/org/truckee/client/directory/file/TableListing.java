package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Table;
import org.truckee.worker.Codec;

/** The children in a table that is in memory. */
final class TableListing implements Listing {
  private static final int PAGE = 1000;

  private final Codec codec;
  private final Iterator<Child> rest;
  private final Optional<String> state;

  /** The children of {@code table}, which is that of the directory in {@code state}, if known. */
  TableListing(Codec codec, Table table, Optional<String> state) {
    this.codec = codec;
    this.rest = table.children().iterator();
    this.state = state;
  }

  @Override
  public Future<Optional<String>> state() {
    return Future.succeededFuture(state);
  }

  /** Children are taken apart on a worker. */
  @Override
  public Future<List<Child>> next() {
    return codec.run(this::take);
  }

  private List<Child> take() {
    List<Child> page = new ArrayList<>();
    while (page.size() < PAGE && rest.hasNext()) page.add(rest.next());
    return page;
  }
}
