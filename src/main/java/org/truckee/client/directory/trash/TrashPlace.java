package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.TrashMark;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Ticker;

/**
 * The directory of a drive's trash, which is made when something is put in for the first time. It
 * is looked for anew after a minute, since others may have taken it away. Its link shows only to
 * those who can change the drive: readers don't learn what was taken away before they came.
 * Thread-safe.
 */
final class TrashPlace {
  private static final String EMPTIED = "emptied";
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
    return root.get(TrashMark.NAME).map(child -> child.map(this::open));
  }

  /** The time when everything was taken out of the directory, if that ever happened. */
  Future<Optional<Instant>> emptied() {
    return root.get(TrashMark.NAME).map(child -> child.flatMap(there -> emptied(there.metadata())));
  }

  private static Optional<Instant> emptied(Metadata metadata) {
    return metadata.fields().get(TrashMark.NOTES) instanceof Map<?, ?> notes
            && notes.get(EMPTIED) instanceof Number seconds
        ? Metadata.time(seconds)
        : Optional.empty();
  }

  /** Notes beside the link, if there is one, that everything was taken out at {@code now}. */
  Future<Void> noteEmptied(Instant now) {
    Map<String, Object> emptied = Map.of(EMPTIED, Metadata.seconds(now));
    return root.get(TrashMark.NAME)
        .compose(
            there ->
                there.isEmpty() ? Future.succeededFuture() : note(there.get(), emptied).mapEmpty());
  }

  /** Adds {@code notes} to those of {@code link}, which must still lead to the same directory. */
  private Future<?> note(Child link, Map<String, Object> notes) {
    Map<String, Object> fields = new LinkedHashMap<>(link.metadata().fields());
    fields.put(TrashMark.NOTES, notes);
    Edit.Put put = link(open(link), new Metadata(fields), Overwrite.ALWAYS);
    return root.edit(List.of(new Edit.Exchange(put, Optional.of(link.target()))));
  }

  /** The link, which nobody but writers of the drive may follow: a mere note would tell readers. */
  private static Edit.Put link(Directory trash, Metadata metadata, Overwrite overwrite) {
    ChildTarget target = ChildTarget.forWriters((WriteCap) trash.capability());
    return new Edit.Put(TrashMark.NAME, target, Optional.of(metadata), overwrite);
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
    return root.get(TrashMark.NAME)
        .compose(there -> there.isPresent() ? marked(there.get()) : create());
  }

  /** The directory of {@code link}, which gets the mark if somebody else has made it. */
  private Future<Directory> marked(Child link) {
    Directory trash = open(link);
    return TrashMark.isOn(link.name(), link.metadata().fields()::containsKey)
        ? Future.succeededFuture(trash)
        : note(link, Map.of()).map(trash).recover(this::theOther);
  }

  private Future<Directory> create() {
    Metadata mark = new Metadata(Map.of(TrashMark.NOTES, Map.of()));
    return directories
        .create(root.usualFormat(), List.of())
        .compose(made -> root.edit(List.of(link(made, mark, Overwrite.NEVER))).map(made))
        .recover(this::theOther);
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
                .formatted(TrashMark.NAME)
            + ", and the trash of the drive is to be there",
        "it can be removed or renamed, and a new trash is made");
  }
}
