package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.Overwrite;
import org.truckee.worker.Machine;

/** The trashes of all drives of a gateway, by the capabilities of their roots. Thread-safe. */
public final class Trashes {
  private final Directories directories;
  private final Machine machine;
  private final Predicate<Capability> roots;
  private final Duration kept;
  private final Map<Capability, Trash> open = new ConcurrentHashMap<>();

  /**
   * The trashes of {@code directories} that {@code roots} knows as roots of drives.
   *
   * @param kept the time for which entries are kept at least
   */
  public Trashes(
      Directories directories, Machine machine, Predicate<Capability> roots, Duration kept) {
    this.directories = directories;
    this.machine = machine;
    this.roots = roots;
    this.kept = kept;
  }

  /** The directory {@code opened}; with its trash, if it is the root of a drive. */
  public Directory rooted(Directory opened) {
    return isRoot(opened.capability())
        ? new TrashedDirectory(opened, trash(opened.capability(), opened), List.of())
        : opened;
  }

  /** The trash of the drive below {@code root}, if that is the root of a drive. */
  public Optional<Trash> of(Capability root) {
    return isRoot(root)
        ? Optional.of(trash(root, directories.open(root).withoutTrash()))
        : Optional.empty();
  }

  /** The way back from the trash of the drive below {@code root}, if that is one. */
  public Optional<Restoring> restoring(Capability root) {
    return of(root).map(trash -> new Restoring(directories, root, trash));
  }

  /**
   * The directory of {@code root}, the root of a drive, as it was at the time {@code at}, to be
   * read only. Throws {@code NOT_ALLOWED} if it is none, {@code BAD_REQUEST} if the trash tells
   * nothing of that time.
   */
  public Future<Directory> past(Capability root, Instant at) {
    Trash trash = at(root, at);
    Directory directory = directories.open(root).withoutTrash();
    return read(trash, at).map(past -> new PastDirectory(directory, past));
  }

  /**
   * Brings what is below {@code path} in the drive of {@code root} back to what it was at the time
   * {@code at}. Links that were made since stay; those that lead to something else now are replaced
   * only if {@code overwrite} says so. Throws as {@link #past} does.
   */
  public Future<RestoredTree> restoreTree(
      Capability root, List<String> path, Instant at, Overwrite overwrite) {
    Trash trash = at(root, at);
    Directory directory = directories.open(root);
    return read(trash, at)
        .map(past -> new TreeRestoring(directories, past, overwrite))
        .compose(
            tree ->
                tree.run(directory, path)
                    .compose(outcome -> trash.noteBack(tree.backAgain()).map(outcome)));
  }

  private Trash at(Capability root, Instant at) {
    Trash trash = of(root).orElseThrow(Trashes::none);
    Instant now = machine.clock().instant();
    if (at.isAfter(now) || at.isBefore(now.minus(kept))) throw outside();
    return trash;
  }

  private static Future<PastEntries> read(Trash trash, Instant at) {
    return PastEntries.read(trash, at)
        .compose(past -> trash.emptied().map(emptied -> whole(past, at, emptied)));
  }

  /** An emptying that begins while the entries are read is noted by the time when they are. */
  private static PastEntries whole(PastEntries past, Instant at, Optional<Instant> emptied) {
    if (emptied.filter(at::isBefore).isPresent()) throw forgotten();
    return past;
  }

  private static GridException forgotten() {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "the trash of the drive was emptied since, and nothing tells any more how it was then");
  }

  private GridException outside() {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "a drive can be shown as it was in the last %d days".formatted(kept.toDays()));
  }

  /** The failure of a request for a trash where there is none. */
  public static GridException none() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "there is no trash here",
        "the private drive and the directories of aliases have one, at their roots, unless"
            + " gateway.trash_days is 0");
  }

  private boolean isRoot(Capability capability) {
    return capability instanceof WriteCap && capability.isDirectory() && roots.test(capability);
  }

  private Trash trash(Capability root, Directory directory) {
    return open.computeIfAbsent(
        root,
        first ->
            new Trash(new TrashPlace(directories, directory, machine.timers()), machine, kept));
  }
}
