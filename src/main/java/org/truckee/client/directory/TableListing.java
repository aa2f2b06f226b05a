package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Table;
import org.truckee.worker.Codec;

/** The children in a table, which is read when the first page is asked for. */
final class TableListing implements Listing {
  private static final int PAGE = 1000;

  private final Codec codec;
  private final Supplier<Future<Table>> table;
  private Iterator<Child> rest;

  TableListing(Codec codec, Supplier<Future<Table>> table) {
    this.codec = codec;
    this.table = table;
  }

  @Override
  public Future<List<Child>> next() {
    return rest == null ? table.get().compose(this::begin) : page();
  }

  private Future<List<Child>> begin(Table read) {
    rest = read.children().iterator();
    return page();
  }

  /** Children are taken apart on a worker. */
  private Future<List<Child>> page() {
    return codec.run(this::take);
  }

  private List<Child> take() {
    List<Child> page = new ArrayList<>();
    while (page.size() < PAGE && rest.hasNext()) page.add(rest.next());
    return page;
  }
}
