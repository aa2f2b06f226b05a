package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.directory.Listing;
import org.truckee.client.directory.Seen;
import org.truckee.client.flow.GridFile;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.TableForm;
import org.truckee.dirnode.TableScanner;
import org.truckee.worker.Codec;

/**
 * The children in a table that is too large to be kept, as they are written. When the table is
 * replaced meanwhile, or since the place to begin at was noted, the listing goes on in the new one
 * with the children that were not given yet.
 */
final class LargeListing implements Listing {
  private static final int PAGE = 1000;

  private final TableForm form;
  private final Codec codec;
  private final Supplier<Future<GridFile>> newest;
  private final Seen given = new Seen();
  private Future<TableStream> stream;
  private Iterator<TableScanner.Entry> batch = Collections.emptyIterator();
  private final List<Long> places = new ArrayList<>();
  private long offset;
  private boolean ended;

  /**
   * The entries of {@code file} from the one that begins at {@code offset}; {@code newest} opens
   * the file as it is now.
   */
  LargeListing(
      TableForm form, Codec codec, Supplier<Future<GridFile>> newest, GridFile file, long offset) {
    this.form = form;
    this.codec = codec;
    this.newest = newest;
    this.offset = offset;
    this.stream = TableStream.of(codec, file, offset);
  }

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public String placeAfter(int index) {
    return Long.toString(places.get(index));
  }

  @Override
  public Future<List<Child>> next() {
    if (ended) return Future.succeededFuture(List.of());
    return stream
        .compose(entries -> batch.hasNext() ? take() : read(entries))
        .recover(this::goOnIfReplaced);
  }

  private Future<List<Child>> read(TableStream entries) {
    return entries
        .next()
        .compose(
            some -> {
              batch = some.iterator();
              return some.isEmpty() ? end(entries) : take();
            });
  }

  private Future<List<Child>> end(TableStream entries) {
    ended = true;
    places.clear();
    places.add(entries.end() + entries.restSize());
    return entries.close().map(entries.rest().filter(it -> given.add(it.name())).stream().toList());
  }

  /** Children are taken apart on a worker; a batch of which all were given before is no end. */
  private Future<List<Child>> take() {
    return codec
        .run(this::page)
        .compose(page -> page.isEmpty() ? next() : Future.succeededFuture(page));
  }

  private List<Child> page() {
    List<Child> page = new ArrayList<>();
    places.clear();
    while (page.size() < PAGE && batch.hasNext()) {
      TableScanner.Entry entry = batch.next();
      String name = entry.name();
      if (!given.add(name)) continue;
      Optional<Child> child = form.unpack(name, entry.bytes());
      if (child.isPresent()) places.add(entry.offset() + entry.size());
      child.ifPresent(page::add);
    }
    return page;
  }

  private Future<List<Child>> goOnIfReplaced(Throwable failure) {
    boolean noEntryThere = offset > 0 && GridException.is(failure, GridException.Kind.CORRUPT);
    if (!noEntryThere && !GridException.is(failure, GridException.Kind.CONFLICT))
      return Future.failedFuture(failure);
    offset = 0;
    stream = newest.get().compose(file -> TableStream.of(codec, file, 0));
    return next();
  }
}
