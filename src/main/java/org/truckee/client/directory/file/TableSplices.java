package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.dirnode.TableScanner;
import org.truckee.worker.Codec;

/**
 * The places of some names' entries in a table, there or to be; all other entries pass by and are
 * not kept. Found on one way through the table.
 */
final class TableSplices {
  /** The place of an entry, and its bytes in the table. */
  private record Place(long offset, long size) {}

  private final Map<String, Bytes> written = new HashMap<>();
  private final Map<String, List<Place>> places = new HashMap<>();

  /** The names that were not found yet, in the order in which tables are written. */
  private final TreeMap<Bytes, String> missing = new TreeMap<>();

  private final Map<String, Long> gaps = new HashMap<>();
  private long others;
  private boolean broken;

  /** Looks for {@code names}, which are in normal form. */
  TableSplices(Collection<String> names) {
    names.forEach(name -> places.put(name, new ArrayList<>()));
    names.forEach(name -> missing.put(Bytes.utf8(name), name));
  }

  /** Goes through {@code entries} to their end. */
  Future<Void> lookThrough(TableStream entries, Codec codec) {
    return entries
        .next()
        .compose(
            some ->
                some.isEmpty()
                    ? codec.run(() -> end(entries))
                    : codec.run(() -> look(some)).compose(seen -> lookThrough(entries, codec)));
  }

  private Void look(List<TableScanner.Entry> entries) {
    entries.forEach(this::look);
    return null;
  }

  private void look(TableScanner.Entry entry) {
    String name = entry.name();
    Map<Bytes, String> passed = missing.headMap(Bytes.utf8(name));
    passed.values().forEach(other -> gaps.put(other, entry.offset()));
    passed.clear();
    List<Place> mine = places.get(name);
    if (mine == null) {
      others++;
      return;
    }
    mine.add(new Place(entry.offset(), entry.size()));
    written.putIfAbsent(name, entry.bytes());
  }

  /**
   * Takes in the bytes at the end that are no entry, which may be among the names by their mark.
   */
  private Void end(TableStream entries) {
    missing.values().forEach(name -> gaps.putIfAbsent(name, entries.end()));
    broken = entries.rest().filter(rest -> !places.containsKey(rest.name())).isPresent();
    entries
        .rest()
        .filter(rest -> places.containsKey(rest.name()))
        .ifPresent(
            rest -> {
              written.put(rest.name(), Bytes.EMPTY);
              places.get(rest.name()).add(new Place(entries.end(), entries.restSize()));
            });
    return null;
  }

  /** A table of no other entries than those of the names. */
  Table table(TableForm form) {
    return Table.ofEntries(form, written);
  }

  /** The splices that give the whole table the entries of {@code after} under the names. */
  List<SplicedPlaintext.Splice> to(Table after) {
    if (broken && others == 0 && after.size() == 0) throw restFirst();
    List<SplicedPlaintext.Splice> splices = new ArrayList<>();
    for (String name : places.keySet()) {
      Optional<Bytes> now = after.written(name);
      if (!now.equals(Optional.ofNullable(written.get(name)))) add(name, now, splices);
    }
    splices.sort(
        Comparator.comparingLong(SplicedPlaintext.Splice::offset)
            .thenComparing(SplicedPlaintext.Splice::removed)
            .thenComparing(SplicedPlaintext.Splice::added));
    return splices;
  }

  /** Fails for a table that begins with bytes which are no entry. */
  private static GridException restFirst() {
    return new GridException(
        GridException.Kind.CONFLICT,
        "the directory's table breaks off: the damaged entry at its end has to be removed first");
  }

  private void add(String name, Optional<Bytes> now, List<SplicedPlaintext.Splice> splices) {
    Bytes added = now.map(Netstring::of).orElse(Bytes.EMPTY);
    if (places.get(name).isEmpty())
      splices.add(new SplicedPlaintext.Splice(gaps.get(name), 0, added));
    for (Place place : places.get(name)) {
      splices.add(new SplicedPlaintext.Splice(place.offset(), place.size(), added));
      added = Bytes.EMPTY;
    }
  }
}
