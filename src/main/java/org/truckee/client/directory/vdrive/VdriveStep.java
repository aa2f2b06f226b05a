package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.truckee.GridException;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.DamageMark;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.worker.Codec;

/**
 * Edits of one or two directories on their way to the server as one step. What is in a slot is
 * guessed where nothing was seen there, since most names are new; if the server has something else,
 * it says what, and the edits are applied to that. So writers of different names never get in each
 * other's way, and those of the same name take turns.
 */
final class VdriveStep {
  /** So many writers of one name may come before; each time one of them got through. */
  private static final int MAX_ATTEMPTS = 200;

  private static final int LOOKS_AT_ONCE = 16;

  private final VdriveServers servers;
  private final Codec codec;
  private final VdriveMemory memory;
  private final RandomGenerator random;
  private final Instant now;
  private final List<Part> parts;

  /** What is to be done to one directory, and what is known of the slots that it concerns. */
  static final class Part {
    private final VdriveView view;
    private List<Edit> edits;
    private final Map<Slot, Optional<VdriveEntry>> present = new HashMap<>();
    private final List<Optional<Child>> before = new ArrayList<>();

    /** The slots of damaged entries that are removed by their marks. */
    private final Map<String, Slot> marked = new ConcurrentHashMap<>();

    /** The slots of those that give way to a child which is put under their mark. */
    private final Map<String, Slot> replaced = new ConcurrentHashMap<>();

    Part(VdriveView view, List<Edit> edits) {
      this.view = view;
      this.edits = edits;
    }

    /** Takes the edits out of what holds them; on a worker, since they may be many. */
    private void unpack() {
      edits = List.copyOf(edits);
    }

    Slot slot(Edit edit) {
      Slot mark = marked.get(edit.name());
      return mark == null ? view.slot(edit.name()) : mark;
    }

    /** The child that {@code edit} is to be applied to. */
    Optional<Child> present(Edit edit) {
      Optional<Child> child = view.child(present.get(slot(edit)));
      return marked.containsKey(edit.name())
          ? child.filter(damaged -> damaged.name().equals(edit.name()))
          : child.map(found -> found.named(edit.name())).or(() -> replaced(edit));
    }

    /** The damaged entry that gives way to the child that {@code edit} puts under its mark. */
    private Optional<Child> replaced(Edit edit) {
      return Optional.ofNullable(replaced.get(edit.name()))
          .flatMap(slot -> view.child(present.get(slot)))
          .filter(damaged -> damaged.name().equals(edit.name()));
    }

    /** What stood under the name of each edit. */
    List<Optional<Child>> before() {
      return before;
    }
  }

  VdriveStep(
      VdriveServers servers,
      Codec codec,
      VdriveMemory memory,
      RandomGenerator random,
      Instant now,
      List<Part> parts) {
    this.servers = servers;
    this.codec = codec;
    this.memory = memory;
    this.random = random;
    this.now = now;
    this.parts = parts;
  }

  /** Makes the step, as often as others come before it. */
  Future<Void> run() {
    if (parts.stream().anyMatch(part -> part.edits.size() > VdriveWrite.MAX_ENTRIES))
      return Future.failedFuture(tooMany());
    return codec
        .run(this::unknown)
        .compose(VdriveStep::lookAtAll)
        .compose(known -> attempt(MAX_ATTEMPTS));
  }

  /** Something that has to be looked at before the step. */
  private record Unknown(Part part, Edit edit, Slot slot) {}

  private static Future<?> lookAtAll(List<Unknown> all) {
    return Future.all(
        all.stream()
            .map(
                one ->
                    look(one.part, one.slot)
                        .compose(entry -> lookAtMark(one.part, one.edit, entry)))
            .toList());
  }

  /** Guesses what can be guessed, and tells what can't be. On a worker. */
  private List<Unknown> unknown() {
    List<Unknown> unknown = new ArrayList<>();
    parts.forEach(Part::unpack);
    for (Part part : parts) {
      for (Edit edit : part.edits) {
        Slot slot = part.view.slot(edit.name());
        boolean guess =
            edit instanceof Edit.Put
                && DamageMark.slot(edit.name()).isEmpty()
                && memory.sequence(part.view.address(), slot) == 0;
        if (guess) part.present.putIfAbsent(slot, Optional.empty());
        else unknown.add(new Unknown(part, edit, slot));
      }
    }
    return unknown;
  }

  private static Future<Optional<VdriveEntry>> look(Part part, Slot slot) {
    return part.view.entry(slot).onSuccess(entry -> part.present.put(slot, entry));
  }

  /** Where no child has the name of what is changed, it may mark a damaged entry. */
  private static Future<Void> lookAtMark(Part part, Edit edit, Optional<VdriveEntry> named) {
    Optional<Slot> mark = DamageMark.slot(edit.name());
    boolean taken = named.filter(entry -> !entry.isTombstone()).isPresent();
    if (taken || mark.isEmpty()) return Future.succeededFuture();
    (edit instanceof Edit.Remove ? part.marked : part.replaced).put(edit.name(), mark.get());
    return look(part, mark.get()).mapEmpty();
  }

  private Future<Void> attempt(int left) {
    return codec.run(this::changes).compose(changes -> write(changes, left));
  }

  private Future<Void> write(List<VdriveChange> changes, int left) {
    if (changes.isEmpty()) return Future.succeededFuture();
    if (changes.size() > VdriveWrite.MAX_ENTRIES) return Future.failedFuture(tooMany());
    VdriveWrite step = new VdriveWrite(List.of(), changes);
    List<Future<Void>> current = parts.stream().map(part -> part.view.checkNewest()).toList();
    long asked = memory.now();
    return servers
        .homes()
        .at(parts.get(0).view.address(), client -> client.write(step))
        .compose(conflict -> Future.all(current).map(conflict))
        .compose(
            conflict -> {
              if (conflict.isEmpty()) return codec.run(() -> noteWritten(changes, asked));
              if (left == 0) return Future.failedFuture(tooBusy());
              return codec
                  .run(() -> learn(conflict.get(), asked))
                  .compose(learnt -> lookAt(conflict.get().omitted(), 0))
                  .compose(learnt -> attempt(left - 1));
            });
  }

  /** Reads what the server's answer had no room for, a few at a time. */
  private Future<Void> lookAt(List<VdriveConflict.Place> places, int first) {
    if (first >= places.size()) return Future.succeededFuture();
    List<Future<Void>> looks = new ArrayList<>();
    int end = Math.min(places.size(), first + LOOKS_AT_ONCE);
    for (VdriveConflict.Place place : places.subList(first, end))
      for (Part part : parts)
        if (part.view.address().equals(place.directory()) && part.present.containsKey(place.slot()))
          looks.add(look(part, place.slot()).mapEmpty());
    return Future.all(looks).compose(seen -> lookAt(places, end));
  }

  private Void noteWritten(List<VdriveChange> changes, long asked) {
    for (Part part : parts)
      for (VdriveChange change : changes)
        if (change.directory().equals(part.view.address()))
          part.view.noteWritten(change.entry(), asked);
    return null;
  }

  /** Takes in what is there instead of what was expected, if it can be trusted. */
  private Void learn(VdriveConflict conflict, long asked) {
    for (Part part : parts) {
      List<VdriveEntry> mine =
          conflict.present().stream()
              .filter(change -> change.directory().equals(part.view.address()))
              .map(VdriveChange::entry)
              .filter(entry -> part.present.containsKey(entry.slot()))
              .toList();
      part.view.check(mine, asked);
      Map<Slot, Optional<VdriveEntry>> there = new HashMap<>();
      for (VdriveEntry entry : mine) there.put(entry.slot(), Optional.of(entry));
      for (Slot slot : part.present.keySet())
        if (!there.containsKey(slot) && !isOmitted(conflict, part, slot))
          part.view.checkNothing(slot, asked);
      part.present.replaceAll((slot, old) -> there.getOrDefault(slot, Optional.empty()));
    }
    return null;
  }

  private static boolean isOmitted(VdriveConflict conflict, Part part, Slot slot) {
    for (VdriveConflict.Place place : conflict.omitted())
      if (place.slot().equals(slot) && place.directory().equals(part.view.address())) return true;
    return false;
  }

  private List<VdriveChange> changes() {
    List<VdriveChange> changes = new ArrayList<>();
    for (Part part : parts) changes.addAll(changes(part));
    return changes;
  }

  /** The entries that say what is left when all edits of {@code part} have been applied. */
  private List<VdriveChange> changes(Part part) {
    part.before.clear();
    Map<Slot, Optional<Child>> after = new LinkedHashMap<>();
    for (Edit edit : part.edits) {
      Slot slot = part.slot(edit);
      Optional<Child> now = after.get(slot);
      if (now == null) now = part.present(edit);
      part.before.add(now);
      after.put(slot, edit.apply(now, this.now));
      if (part.replaced(edit).isPresent())
        after.put(part.replaced.get(edit.name()), Optional.empty());
    }
    return after.entrySet().stream()
        .map(slot -> change(part, slot.getKey(), slot.getValue()))
        .filter(Objects::nonNull)
        .toList();
  }

  private VdriveChange change(Part part, Slot slot, Optional<Child> after) {
    Optional<VdriveEntry> present = part.present.get(slot);
    if (after.isEmpty() && present.map(VdriveEntry::isTombstone).orElse(true)) return null;
    long next = present.map(VdriveEntry::sequence).orElse(0L) + 1;
    VdriveEntry entry =
        after.isPresent()
            ? part.view.writer().put(after.get(), next, random)
            : part.view.writer().remove(slot, next);
    return new VdriveChange(part.view.address(), entry);
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "one change of a directory concerns at most " + VdriveWrite.MAX_ENTRIES + " names");
  }

  private static GridException tooBusy() {
    return new GridException(
        GridException.Kind.BUSY, "too many others change the same name", "try again in a moment");
  }
}
