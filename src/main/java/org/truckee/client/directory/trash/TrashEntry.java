package org.truckee.client.directory.trash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.truckee.TrashMark;
import org.truckee.bytes.Bytes;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;

/**
 * A child that was taken away, and the notes of where and when. The notes are metadata of its link
 * in the trash, under {@code truckee-trash}: {@code name} and {@code path} of the child, {@code in}
 * for the storage index of its directory, {@code removed} in seconds since 1970, {@code until} for
 * the time up to which it is kept at least, {@code was} for its own metadata, and {@code back} if
 * it was restored, or was moved elsewhere in the first place: then the entry only tells of the
 * past.
 *
 * @param id the name of the entry in the trash
 * @param child the child as it was, under its own name
 * @param directory the names from the drive's root to the child's directory; empty if not noted
 * @param address the storage index of that directory, in base32; empty if not noted
 * @param removed the time when it was taken away; empty if not noted
 * @param back whether the entry only tells of the past
 */
public record TrashEntry(
    String id,
    Child child,
    Optional<List<String>> directory,
    Optional<String> address,
    Optional<Instant> removed,
    boolean back) {
  private static final String UNTIL = "until";

  /** The most characters of one note, as JSON. */
  private static final int MAX_NOTED = 16 << 10;

  /**
   * The directory from which a child is taken.
   *
   * @param path the names that lead there from the drive's root
   * @param address its storage index, in base32
   */
  record Origin(List<String> path, String address) {}

  /** The entry of {@code child}, which is taken {@code from} there at {@code now}. */
  static TrashEntry of(String id, Child child, Origin from, Instant now, boolean back) {
    return new TrashEntry(
        id, child, Optional.of(from.path()), Optional.of(from.address()), Optional.of(now), back);
  }

  /** Checks that all is there. */
  public TrashEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(child, "child");
    directory = directory.map(List::copyOf);
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(removed, "removed");
  }

  /** Reads an entry of the trash, of which any part may be missing or make no sense. */
  static TrashEntry of(Child stored) {
    Map<?, ?> notes = map(stored.metadata().fields().get(TrashMark.NOTES)).orElse(Map.of());
    Optional<String> name = text(notes.get("name"));
    return new TrashEntry(
        stored.name(),
        new Child(
            name.orElseGet(() -> nameIn(stored.name())),
            stored.target(),
            was(notes),
            stored.damage()),
        name.flatMap(noted -> names(notes.get("path"))),
        text(notes.get("in")),
        time(notes.get("removed")).or(() -> stored.metadata().changed()),
        Boolean.TRUE.equals(notes.get("back")));
  }

  /** The names from the drive's root to the place where the child was. */
  public Optional<List<String>> path() {
    return directory.map(
        names -> {
          List<String> path = new ArrayList<>(names);
          path.add(child.name());
          return path;
        });
  }

  /** The edit that puts it in the trash, where it stays for the time {@code kept} at least. */
  Edit put(Duration kept) {
    return new Edit.Put(id, child.target(), Optional.of(metadata(kept)), Overwrite.NEVER);
  }

  /** The edit that notes in the trash that it was restored. */
  Edit noteBack(Duration kept) {
    return new Edit.Note(
        id, new TrashEntry(id, child, directory, address, removed, true).metadata(kept));
  }

  /** Returns whether {@code stored} in a trash need not be kept any more at {@code now}. */
  static boolean isOver(Child stored, Instant now) {
    return map(stored.metadata().fields().get(TrashMark.NOTES))
        .flatMap(notes -> time(notes.get(UNTIL)))
        .filter(until -> until.isBefore(now))
        .isPresent();
  }

  private Metadata metadata(Duration kept) {
    Map<String, Object> notes = new LinkedHashMap<>();
    note(notes, "name", child.name());
    directory.ifPresent(names -> note(notes, "path", names));
    address.ifPresent(index -> note(notes, "in", index));
    removed.ifPresent(time -> note(notes, "removed", Metadata.seconds(time)));
    removed.ifPresent(time -> note(notes, UNTIL, Metadata.seconds(time.plus(kept))));
    note(notes, "was", child.metadata().fields());
    if (back) notes.put("back", true);
    return new Metadata(Map.of(TrashMark.NOTES, notes));
  }

  /**
   * Notes {@code value}, unless it is so large that the entry might be too large for its server.
   */
  private static void note(Map<String, Object> notes, String field, Object value) {
    if (new Metadata(Map.of(field, value)).toJson().length() <= MAX_NOTED) notes.put(field, value);
  }

  private static Metadata was(Map<?, ?> notes) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map(notes.get("was"))
        .ifPresent(was -> was.forEach((key, value) -> fields.put(key.toString(), value)));
    return new Metadata(fields);
  }

  private static Optional<Map<?, ?>> map(Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
  }

  /** A name may have become one that nobody can write, by another program's hand. */
  private static Optional<String> text(Object value) {
    return value instanceof String text && Bytes.utf8(text).toUtf8().equals(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<List<String>> names(Object value) {
    if (!(value instanceof List<?> list)) return Optional.empty();
    List<String> names = new ArrayList<>();
    for (Object part : list) text(part).ifPresent(names::add);
    return names.size() == list.size() ? Optional.of(names) : Optional.empty();
  }

  private static Optional<Instant> time(Object value) {
    return value instanceof Number seconds ? Metadata.time(seconds) : Optional.empty();
  }

  /** The name that follows the time in the name of an entry. */
  private static String nameIn(String id) {
    return id.substring(id.indexOf(' ') + 1);
  }
}
