package org.truckee.dirnode;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;

/**
 * The writing and reading of a {@link Table} by the holder of one capability: the form knows
 * whether the table may change, and seals the children's write capabilities, which only a holder of
 * the write key has.
 */
public final class TableForm {
  /** The form for the holder of the read capability of a directory that can change. */
  public static final TableForm READ_ONLY = new TableForm(false, Optional.empty());

  /** The form of a directory that never changes and holds nothing that does. */
  public static final TableForm IMMUTABLE = new TableForm(true, Optional.empty());

  /** The most bytes of one entry: a reader of a table holds at least so many of them. */
  static final int MAX_ENTRY = 32 << 20;

  private final boolean immutable;
  private final Optional<WriteCapSeal> seal;

  private TableForm(boolean immutable, Optional<WriteCapSeal> seal) {
    this.immutable = immutable;
    this.seal = seal;
  }

  /** The form for the holder of the write key of a directory that can change. */
  public static TableForm writable(Secret writeKey) {
    return new TableForm(false, Optional.of(new WriteCapSeal(writeKey)));
  }

  /**
   * The bytes of {@code child}. {@code BAD_REQUEST} if an immutable directory is to hold a child
   * that can change.
   */
  Bytes pack(Child child) {
    if (immutable && !child.target().isImmutable()) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "an immutable directory can't hold '" + child.name() + "', which can change");
    }
    if (!immutable && seal.isEmpty()) throw new IllegalStateException("this form only reads");
    Bytes sealed = seal.map(key -> key.seal(child.target().storedWrite())).orElse(Bytes.EMPTY);
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    appendNetstring(entry, Bytes.utf8(child.name()));
    appendNetstring(entry, Bytes.utf8(child.target().storedRead(immutable)));
    appendNetstring(entry, sealed);
    appendNetstring(entry, Bytes.utf8(child.metadata().toJson()));
    if (entry.size() > MAX_ENTRY)
      throw new GridException(
          GridException.Kind.TOO_LARGE,
          "an entry of a directory has at most " + MAX_ENTRY + " bytes, with all that is noted");
    return Bytes.wrap(entry.toByteArray());
  }

  static void appendNetstring(ByteArrayOutputStream to, Bytes value) {
    to.writeBytes(Netstring.header(value.size()));
    to.writeBytes(value.toArray());
    to.write(',');
  }

  /** The name in a child's bytes, normalised; a mark if there is none. */
  static String name(Bytes entry) {
    try {
      return ChildName.normalise(StoredChild.text(new NetstringReader(entry).next()));
    } catch (GridException damaged) {
      return DamageMark.of(entry);
    }
  }

  /**
   * The child of these bytes, which stand under {@code name}. Empty if an immutable directory says
   * that it holds something that can change: its maker broke the rule of such directories, and
   * nobody can tell what the child was meant to be. Bytes that are no child give a damaged one.
   */
  public Optional<Child> unpack(String name, Bytes entry) {
    try {
      return read(name, entry);
    } catch (GridException damaged) {
      return Optional.of(Child.damaged(name, FailureText.sentence(damaged)));
    }
  }

  private Optional<Child> read(String name, Bytes entry) {
    NetstringReader parts = new NetstringReader(entry);
    StoredChild.text(parts.next());
    String read = StoredChild.text(parts.next()).stripTrailing();
    Bytes sealed = parts.next();
    if (immutable && sealed.size() > 0) throw NetstringReader.corrupt();
    Child child = new StoredChild(name, write(sealed), read, parts.next()).child();
    if (!immutable) return Optional.of(child);
    return Optional.of(child.target().inImmutable())
        .filter(ChildTarget::isImmutable)
        .map(kept -> new Child(name, kept, child.metadata(), child.damage()));
  }

  /** The text of the write capability, without the blanks at its end; empty if it is damaged. */
  private Optional<String> write(Bytes sealed) {
    try {
      return Optional.of(seal.map(key -> key.open(sealed)).orElse("").stripTrailing());
    } catch (GridException damaged) {
      return Optional.empty();
    }
  }
}
