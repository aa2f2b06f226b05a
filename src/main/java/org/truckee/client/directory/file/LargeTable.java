package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.client.directory.Listing;
import org.truckee.client.directory.OnePage;
import org.truckee.client.flow.GridFile;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.TableForm;
import org.truckee.dirnode.TableScanner;
import org.truckee.worker.Codec;

/**
 * A table that is read from its file each time, as a stream, since it is too large to be kept: its
 * size has no bound here. Of two entries with the same name the first counts.
 *
 * @param newest opens the file as it is now
 */
record LargeTable(TableForm form, Codec codec, Supplier<Future<GridFile>> newest) {
  /** The child of that name, in {@code file}: nothing after it is read. */
  Future<Optional<Child>> get(String name, GridFile file) {
    String normal = ChildName.normalise(name);
    return TableStream.of(codec, file, 0)
        .compose(stream -> find(normal, stream).eventually(stream::close));
  }

  private Future<Optional<Child>> find(String name, TableStream stream) {
    return stream
        .next()
        .compose(entries -> codec.run(() -> new Found(entries.isEmpty(), among(name, entries))))
        .compose(
            found -> {
              if (found.child.isPresent()) return Future.succeededFuture(found.child);
              return found.end
                  ? Future.succeededFuture(stream.rest().filter(it -> it.name().equals(name)))
                  : find(name, stream);
            });
  }

  private record Found(boolean end, Optional<Child> child) {}

  private Optional<Child> among(String name, List<TableScanner.Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .flatMap(entry -> form.unpack(name, entry.bytes()));
  }

  /** All children, beginning in {@code file}. */
  Listing list(GridFile file) {
    return new LargeListing(form, codec, newest, file, 0);
  }

  /** The children from {@code place} in {@code file} on. */
  Listing listAfter(String place, GridFile file) {
    long offset = place.matches("[0-9]{1,18}") ? Long.parseLong(place) : 0;
    return offset < file.size()
        ? new LargeListing(form, codec, newest, file, offset)
        : new OnePage(Future.succeededFuture(List.of()));
  }
}
