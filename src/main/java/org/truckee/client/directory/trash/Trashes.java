package org.truckee.client.directory.trash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
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
