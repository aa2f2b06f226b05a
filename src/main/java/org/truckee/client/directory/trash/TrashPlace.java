package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.ContextBound;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.platform.Ticker;

/**
 * The directory of a drive's trash, which is made when something is put in for the first time. It
 * is looked for anew after a minute, since others may have taken it away. Its link shows only to
 * those who can change the drive: readers don't learn what was taken away before they came.
 * Thread-safe.
 */
final class TrashPlace {
  /** The name of the directory in the root of its drive. */
  static final String NAME = ".trash";

  private static final long FRESH_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Directories directories;
  private final Directory root;
  private final Ticker ticker;
  private Optional<Future<Directory>> found = Optional.empty();
  private long since;

  /** The trash in {@code root}. */
  TrashPlace(Directories directories, Directory root, Ticker ticker) {
    this.directories = directories;
    this.root = root;
    this.ticker = ticker;
  }

  /** The directory, if it is there. */
  Future<Optional<Directory>> find() {
    return root.get(NAME).map(child -> child.map(this::open));
  }

  /** The directory; it is made unless it is there. */
  synchronized Future<Directory> make() {
    boolean fresh =
        found.filter(directory -> !directory.failed()).isPresent()
            && ticker.millisSince(since) < FRESH_MILLIS;
    if (!fresh) {
      since = ticker.nanos();
      found = Optional.of(findOrCreate());
    }
    return ContextBound.of(found.orElseThrow());
  }

  /** Looks for it anew the next time. */
  synchronized void forget() {
    found = Optional.empty();
  }

  private Future<Directory> findOrCreate() {
    return find()
        .compose(there -> there.isPresent() ? Future.succeededFuture(there.get()) : create());
  }

  private Future<Directory> create() {
    return directories
        .create(root.usualFormat(), List.of())
        .compose(made -> link(made).map(made))
        .recover(this::theOther);
  }

  private Future<List<Optional<Child>>> link(Directory made) {
    ChildTarget target = ChildTarget.forWriters((WriteCap) made.capability());
    return root.edit(List.of(new Edit.Put(NAME, target, Optional.empty(), Overwrite.NEVER)));
  }

  /** Takes the directory that somebody else made first. */
  private Future<Directory> theOther(Throwable failure) {
    return failure instanceof ChildConflict conflict && conflict.present().isPresent()
        ? Future.succeededFuture(open(conflict.present().get()))
        : Future.failedFuture(failure);
  }

  private Directory open(Child child) {
    return child
        .target()
        .write()
        .filter(capability -> child.target().kind() == ChildTarget.Kind.DIRECTORY)
        .map(directories::open)
        .orElseThrow(() -> noTrash(child));
  }

  private static GridException noTrash(Child child) {
    return new GridException(
        GridException.Kind.CONFLICT,
        (child.isLost() ? "the entry '%s' is damaged" : "'%s' is no directory that can be changed")
                .formatted(NAME)
            + ", and the trash of the drive is to be there",
        "it can be removed or renamed, and a new trash is made");
  }
}
