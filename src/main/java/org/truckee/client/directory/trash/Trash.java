package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.Edit;
import org.truckee.worker.Machine;

/**
 * The trash of one drive. What was taken away stays there for some days at least: old entries are
 * removed when newer ones are put in. Thread-safe.
 */
public final class Trash {
  /** The name of the trash in the root of its drive. */
  public static final String NAME = TrashPlace.NAME;

  private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The most entries in one change of the trash. */
  private static final int STEP = 500;

  /** The most characters of the child's name in that of its entry. */
  private static final int SHOWN = 100;

  private final TrashPlace place;
  private final Machine machine;
  private final Duration kept;
  private final Sweep sweep;

  Trash(TrashPlace place, Machine machine, Duration kept) {
    this.place = place;
    this.machine = machine;
    this.kept = kept;
    this.sweep = new Sweep(machine.clock(), kept);
  }

  /** Returns whether the child {@code name} of a drive's root is its trash. */
  static boolean isName(String name) {
    return ChildName.normalise(name).equals(NAME);
  }

  /** The time for which entries are kept at least. */
  public Duration kept() {
    return kept;
  }

  /**
   * Puts {@code children} in, which are about to be taken away from the directory at {@code path},
   * whose storage index is {@code address}.
   */
  Future<Void> keep(List<Child> children, List<String> path, String address) {
    Instant now = machine.clock().instant();
    List<Edit> puts = new ArrayList<>();
    for (Child child : children)
      puts.add(
          new TrashEntry(
                  id(child.name(), now),
                  child,
                  Optional.of(path),
                  Optional.of(address),
                  Optional.of(now),
                  false)
              .put());
    return place
        .make()
        .compose(directory -> makeAll(directory, puts).map(directory))
        .recover(failure -> Future.failedFuture(refused(failure)))
        .onSuccess(this::sweep)
        .mapEmpty();
  }

  /** Has its directory looked for anew: somebody has taken it away, or put another one there. */
  void lookAgain() {
    place.forget();
  }

  /** The result of {@code computation} on a worker. */
  <T> Future<T> compute(Supplier<T> computation) {
    return machine.codec().run(computation);
  }

  private String id(String name, Instant now) {
    String shown = name.substring(0, name.offsetByCodePoints(0, shown(name))).replace('/', '_');
    return "%s-%08x %s".formatted(TIME.format(now), machine.random().nextInt(), shown);
  }

  private static int shown(String name) {
    return Math.min(SHOWN, name.codePointCount(0, name.length()));
  }

  private static Future<Void> makeAll(Directory directory, List<Edit> edits) {
    List<List<Edit>> steps = new ArrayList<>();
    for (int i = 0; i < edits.size(); i += STEP)
      steps.add(edits.subList(i, Math.min(edits.size(), i + STEP)));
    return SequentialSteps.forEach(steps, step -> directory.edit(step).mapEmpty());
  }

  private static GridException refused(Throwable failure) {
    GridException.Kind kind =
        failure instanceof GridException grid ? grid.kind() : GridException.Kind.UNREACHABLE;
    return new GridException(
        kind,
        "nothing was removed or replaced, since it can't be put in the trash of the drive: "
            + FailureText.sentence(failure),
        failure);
  }

  private void sweep(Directory directory) {
    sweep
        .of(directory)
        .onFailure(failure -> LOG.warn("old trash stays: {}", FailureText.sentence(failure)));
  }

  /** The entries, those that were taken away last first, but no more than {@code most}. */
  public Future<TrashList> list(int most) {
    TrashList.Collector collector = new TrashList.Collector(most);
    return forEach(
            entry -> {
              if (!entry.back()) collector.add(entry);
            })
        .map(listed -> collector.list());
  }

  /** Shows {@code visitor} each entry, in any order. */
  Future<Void> forEach(Consumer<TrashEntry> visitor) {
    return place
        .find()
        .compose(
            there ->
                there.isEmpty()
                    ? Future.succeededFuture()
                    : there.get().list().forEachPage(page -> show(page, visitor)));
  }

  private static Future<Void> show(List<Child> page, Consumer<TrashEntry> visitor) {
    page.forEach(child -> visitor.accept(TrashEntry.of(child)));
    return Future.succeededFuture();
  }

  /** The entry called {@code id}; {@code NOT_FOUND} if there is none. */
  public Future<TrashEntry> get(String id) {
    return place
        .find()
        .compose(there -> there.orElseThrow(() -> missing(id)).get(id))
        .map(found -> TrashEntry.of(found.orElseThrow(() -> missing(id))));
  }

  /** Notes that the children of {@code entries} are back, so that they are not listed any more. */
  Future<Void> noteBack(List<TrashEntry> entries) {
    List<Edit> notes = entries.stream().map(TrashEntry::noteBack).toList();
    return place
        .find()
        .compose(
            there -> there.isEmpty() ? Future.<Void>succeededFuture() : makeAll(there.get(), notes))
        .recover(Trash::unlessGone);
  }

  /** An entry that somebody took out meanwhile needs no note. */
  private static Future<Void> unlessGone(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND)
        ? Future.succeededFuture()
        : Future.failedFuture(failure);
  }

  /** Takes everything out for good; returns how much. */
  public Future<Long> empty() {
    return place
        .find()
        .compose(
            there -> there.isEmpty() ? Future.succeededFuture(0L) : EntryRemoval.all(there.get()));
  }

  private static GridException missing(String id) {
    return new GridException(
        GridException.Kind.NOT_FOUND, "there is nothing in the trash called " + id);
  }
}
