package org.truckee.dirnode;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;

/**
 * All children of a directory that is kept in a file, in the order of their names: {@code
 * netstring(netstring(name) || netstring(read) || netstring(sealed) || netstring(metadata))} for
 * each. A child is taken apart when it is asked for, and one that nobody changed is written back as
 * it was read. Immutable; an edit gives another table.
 */
public final class Table {
  private final TableForm form;
  private final NavigableMap<Bytes, Bytes> entries;

  private Table(TableForm form, NavigableMap<Bytes, Bytes> entries) {
    this.form = form;
    this.entries = entries;
  }

  /** A table of {@code children}; of two with the same name, the later one counts. */
  public static Table of(TableForm form, List<Child> children) {
    NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    children.forEach(child -> entries.put(Bytes.utf8(child.name()), form.pack(child)));
    return new Table(form, entries);
  }

  /** Reads what {@link #pack} gives; {@code CORRUPT} if it is no such thing. */
  public static Table unpack(TableForm form, Bytes packed) {
    NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    for (NetstringReader all = new NetstringReader(packed); all.hasNext(); ) {
      Bytes entry = all.next();
      entries.put(Bytes.utf8(TableForm.name(entry)), entry);
    }
    return new Table(form, entries);
  }

  /** The bytes of the whole table. */
  public Bytes pack() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    entries.values().forEach(entry -> TableForm.appendNetstring(packed, entry));
    return Bytes.wrap(packed.toByteArray());
  }

  /** How many children there are. */
  public int size() {
    return entries.size();
  }

  /** The bytes of {@link #pack}. */
  public long packedSize() {
    return entries.values().stream().mapToLong(entry -> Netstring.sizeOf(entry.size())).sum();
  }

  /** Whether the same stands under {@code name} here and in {@code other}, byte for byte. */
  public boolean isSame(String name, Table other) {
    Bytes key = Bytes.utf8(ChildName.normalise(name));
    return Objects.equals(entries.get(key), other.entries.get(key));
  }

  /** The child of that name, which is normalised here. */
  public Optional<Child> get(String name) {
    return Optional.ofNullable(entries.get(Bytes.utf8(ChildName.normalise(name))))
        .flatMap(form::unpack);
  }

  /** All children, by name. */
  public Stream<Child> children() {
    return entries.values().stream().map(form::unpack).flatMap(Optional::stream);
  }

  /**
   * The table after {@code edits}, each applied to what the ones before left: all of them, or none
   * if one fails.
   */
  public Table edited(List<Edit> edits, Instant now) {
    Table edited = new Table(form, new TreeMap<>(entries));
    edits.forEach(edit -> edited.apply(edit, now));
    return edited;
  }

  private void apply(Edit edit, Instant now) {
    Bytes key = Bytes.utf8(edit.name());
    edit.apply(get(edit.name()), now)
        .map(form::pack)
        .ifPresentOrElse(entry -> entries.put(key, entry), () -> entries.remove(key));
  }

  /** Whether it holds the same children, byte for byte. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Table table && entries.equals(table.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
