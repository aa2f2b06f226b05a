package org.truckee.dirnode;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;

/**
 * How a {@link Table} is written and read by the holder of one capability: whether it may change,
 * and what seals the children's write capabilities, which only a holder of the write key has.
 */
public final class TableForm {
  /** As the holder of the read capability of a directory that can change sees it. */
  public static final TableForm READ_ONLY = new TableForm(false, Optional.empty());

  /** Of a directory that never changes and holds nothing that does. */
  public static final TableForm IMMUTABLE = new TableForm(true, Optional.empty());

  private final boolean immutable;
  private final Optional<WriteCapSeal> seal;

  private TableForm(boolean immutable, Optional<WriteCapSeal> seal) {
    this.immutable = immutable;
    this.seal = seal;
  }

  /** As the holder of the write key of a directory that can change sees it. */
  public static TableForm writable(Secret writeKey) {
    return new TableForm(false, Optional.of(new WriteCapSeal(writeKey)));
  }

  /**
   * The bytes of {@code child}. {@code BAD_REQUEST} if an immutable directory is to hold what can
   * change.
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
    return Bytes.wrap(entry.toByteArray());
  }

  static void appendNetstring(ByteArrayOutputStream to, Bytes value) {
    to.writeBytes(Netstring.header(value.size()));
    to.writeBytes(value.toArray());
    to.write(',');
  }

  /** The name in a child's bytes, normalised. */
  static String name(Bytes entry) {
    return ChildName.normalise(new NetstringReader(entry).next().toUtf8());
  }

  /**
   * The child of these bytes. Empty if an immutable directory says that it holds something that can
   * change: whoever made it broke its rule, and nobody can tell what the child was meant to be.
   */
  Optional<Child> unpack(Bytes entry) {
    NetstringReader parts = new NetstringReader(entry);
    String name = parts.next().toUtf8();
    String read = parts.next().toUtf8().stripTrailing();
    Bytes sealed = parts.next();
    Metadata metadata = Metadata.stored(parts.next().toUtf8());
    if (immutable && sealed.size() > 0) throw NetstringReader.corrupt();
    String write = seal.map(key -> key.open(sealed)).orElse("").stripTrailing();
    Target target = Target.stored(write, read);
    if (!immutable) return Optional.of(new Child(name, target, metadata));
    return Optional.of(target.inImmutable())
        .filter(Target::isImmutable)
        .map(kept -> new Child(name, kept, metadata));
  }
}
