package org.truckee.dirnode;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;

/**
 * All children of a directory that is kept in a file, in the order of their names: {@code
 * netstring(netstring(name) || netstring(read) || netstring(sealed) || netstring(metadata))} for
 * each. A child is taken apart when it is asked for, and one that nobody changed is written back as
 * it was read. An entry that is no child stands under its {@link DamageMark}, and so does the rest
 * of a table that breaks off after its first entry. Immutable; an edit gives another table.
 */
public final class Table {
  private final TableForm form;
  private final NavigableMap<Bytes, Bytes> entries;
  private Bytes rest;

  private Table(TableForm form, NavigableMap<Bytes, Bytes> entries, Bytes rest) {
    this.form = form;
    this.entries = entries;
    this.rest = rest;
  }

  /** A table of {@code children}; of two with the same name, the later one counts. */
  public static Table of(TableForm form, List<Child> children) {
    NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    children.forEach(child -> entries.put(Bytes.utf8(child.name()), form.pack(child)));
    return new Table(form, entries, Bytes.EMPTY);
  }

  /** A table of entries that are written already, each under its name. */
  public static Table ofEntries(TableForm form, Map<String, Bytes> written) {
    NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    written.forEach((name, entry) -> entries.put(Bytes.utf8(name), entry));
    return new Table(form, entries, Bytes.EMPTY);
  }

  /** Reads what {@link #pack} gives; {@code CORRUPT} if not even its first entry is one. */
  public static Table unpack(TableForm form, Bytes packed) {
    NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    NetstringReader all = new NetstringReader(packed);
    while (all.hasNext()) {
      int begin = all.position();
      try {
        Bytes entry = all.next();
        entries.put(Bytes.utf8(TableForm.name(entry)), entry);
      } catch (GridException broken) {
        if (entries.isEmpty()) throw noTable(broken);
        return new Table(form, entries, packed.slice(begin, packed.size()));
      }
    }
    return new Table(form, entries, Bytes.EMPTY);
  }

  static GridException noTable(GridException cause) {
    return new GridException(
        GridException.Kind.CORRUPT, "what is kept there is not a directory's table", cause);
  }

  /** The bytes of the whole table. */
  public Bytes pack() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    entries.values().forEach(entry -> TableForm.appendNetstring(packed, entry));
    packed.writeBytes(rest.toArray());
    return Bytes.wrap(packed.toByteArray());
  }

  /** The pieces of {@link #pack}, one for each entry. */
  public Iterator<Bytes> pieces() {
    Stream<Bytes> whole = entries.values().stream().map(Netstring::of);
    return Stream.concat(whole, Stream.of(rest)).iterator();
  }

  /** The entry of that name, which is in normal form, as it is written. */
  public Optional<Bytes> written(String name) {
    return Optional.ofNullable(entries.get(Bytes.utf8(name)));
  }

  /** The number of children. */
  public int size() {
    return entries.size() + (rest.size() == 0 ? 0 : 1);
  }

  /** The bytes of {@link #pack}. */
  public long packedSize() {
    long whole = entries.values().stream().mapToLong(one -> Netstring.sizeOf(one.size())).sum();
    return whole + rest.size();
  }

  /**
   * Returns whether this table and {@code other} have the same entry under {@code name}, byte for
   * byte.
   */
  public boolean isSame(String name, Table other) {
    String normal = ChildName.normalise(name);
    return Objects.equals(bytes(normal), other.bytes(normal));
  }

  private Bytes bytes(String name) {
    Bytes entry = entries.get(Bytes.utf8(name));
    return entry == null && rest().filter(it -> it.name().equals(name)).isPresent() ? rest : entry;
  }

  /** The child of that name, which is normalised here. */
  public Optional<Child> get(String name) {
    String normal = ChildName.normalise(name);
    return Optional.ofNullable(entries.get(Bytes.utf8(normal)))
        .flatMap(entry -> form.unpack(normal, entry))
        .or(() -> rest().filter(broken -> broken.name().equals(normal)));
  }

  /** All children, by name. */
  public Stream<Child> children() {
    Stream<Child> whole =
        entries.entrySet().stream()
            .flatMap(entry -> form.unpack(entry.getKey().toUtf8(), entry.getValue()).stream());
    return Stream.concat(whole, rest().stream());
  }

  private Optional<Child> rest() {
    return rest.size() == 0 ? Optional.empty() : Optional.of(breaksOff(DamageMark.of(rest)));
  }

  /** The entry that stands for bytes which are no entry. */
  static Child breaksOff(String mark) {
    return Child.damaged(mark, "the directory's table breaks off here");
  }

  /**
   * The table after {@code edits}, each applied to the outcome of the ones before: all of them, or
   * none if one fails.
   */
  public Table edited(List<Edit> edits, Instant now) {
    Table edited = new Table(form, new TreeMap<>(entries), rest);
    edits.forEach(edit -> edited.apply(edit, now));
    return edited;
  }

  private void apply(Edit edit, Instant now) {
    Bytes key = Bytes.utf8(edit.name());
    boolean whole = entries.containsKey(key) || get(edit.name()).isEmpty();
    Optional<Bytes> after = edit.apply(get(edit.name()), now).map(form::pack);
    if (!whole) rest = Bytes.EMPTY;
    after.ifPresentOrElse(entry -> entries.put(key, entry), () -> entries.remove(key));
    if (entries.isEmpty() && rest.size() > 0) wrapRest();
  }

  /** A rest without any entry before it becomes an entry, so that a table is left. */
  private void wrapRest() {
    entries.put(Bytes.utf8(DamageMark.of(rest)), rest);
    rest = Bytes.EMPTY;
  }

  /** Returns whether it holds the same children, byte for byte. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Table table && entries.equals(table.entries) && rest.equals(table.rest);
  }

  @Override
  public int hashCode() {
    return 31 * entries.hashCode() + rest.hashCode();
  }
}
