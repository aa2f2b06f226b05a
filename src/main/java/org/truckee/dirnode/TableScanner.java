package org.truckee.dirnode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.crypto.Tag;
import org.truckee.crypto.TaggedHasher;

/**
 * Finds the entries of a {@link Table} in its bytes while they come, so that a table of any size is
 * read in the memory of its largest entry. The bytes from which on no entries can be told apart are
 * one damaged entry, as in a table that is read whole.
 */
public final class TableScanner {
  private byte[] held = {};
  private int begin;
  private int end;
  private long position;
  private boolean found;

  /** A scanner of a whole table. */
  public TableScanner() {}

  /** A scanner of a table from {@code offset} on, where an entry begins. */
  public TableScanner(long offset) {
    position = offset;
  }

  private TaggedHasher rest;

  /**
   * One entry as it is written.
   *
   * @param offset the place in the table where it begins
   * @param bytes the contents of its netstring
   */
  public record Entry(long offset, Bytes bytes) {
    /** The bytes that it takes in the table. */
    public long size() {
      return Netstring.sizeOf(bytes.size());
    }

    /** Its name, normalised; a {@link DamageMark} if it has none. */
    public String name() {
      return TableForm.name(bytes);
    }
  }

  /**
   * The entries that are whole when {@code chunk} has come; {@code CORRUPT} if the bytes are no
   * table.
   */
  public List<Entry> add(byte[] chunk) {
    if (rest != null) {
      rest.update(chunk, 0, chunk.length);
      return List.of();
    }
    hold(chunk);
    List<Entry> entries = new ArrayList<>();
    for (Optional<Entry> next = take(); next.isPresent(); next = take()) entries.add(next.get());
    return entries;
  }

  private void hold(byte[] chunk) {
    int length = end - begin;
    if (end + chunk.length > held.length) {
      byte[] grown =
          length + chunk.length > held.length
              ? new byte[Math.max(2 * length, length + chunk.length)]
              : held;
      System.arraycopy(held, begin, grown, 0, length);
      held = grown;
      begin = 0;
      end = length;
    }
    System.arraycopy(chunk, 0, held, end, chunk.length);
    end += chunk.length;
  }

  /** The next entry, if it is whole. */
  private Optional<Entry> take() {
    int at = begin;
    int length = 0;
    for (; at < end && held[at] >= '0' && held[at] <= '9'; at++) {
      length = Math.min(10 * length + held[at] - '0', TableForm.MAX_ENTRY + 1);
    }
    boolean known = at < end;
    if (at - begin > NetstringReader.MAX_DIGITS
        || length > TableForm.MAX_ENTRY
        || (known && (at == begin || held[at] != ':'))) return broken();
    int last = at + 1 + length;
    if (!known || last >= end) return Optional.empty();
    if (held[last] != ',') return broken();
    Entry entry = new Entry(position, Bytes.copyOf(held, at + 1, last));
    position += last + 1 - begin;
    begin = last + 1;
    found = true;
    return Optional.of(entry);
  }

  private Optional<Entry> broken() {
    if (!found) throw Table.noTable(NetstringReader.corrupt());
    rest = Tag.VDRIVE_ENTRY.hasher();
    rest.update(held, begin, end - begin);
    held = new byte[0];
    begin = 0;
    end = 0;
    return Optional.empty();
  }

  /** The place where the next entry, or the unreadable rest, begins. */
  public long position() {
    return position;
  }

  /** After the last bytes: the damaged entry that stands for bytes which are no entry. */
  public Optional<Child> end() {
    if (rest == null && end > begin) broken();
    return rest == null
        ? Optional.empty()
        : Optional.of(Table.breaksOff(DamageMark.of(new Slot(rest.digest()))));
  }
}
