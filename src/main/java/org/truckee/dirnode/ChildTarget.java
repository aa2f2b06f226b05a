package org.truckee.dirnode;

import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.ReadCap;
import org.truckee.cap.UnknownCap;
import org.truckee.cap.WriteCap;

/**
 * The thing that a child leads to: the capability that changes it, if it is known, and the one that
 * reads it. Capabilities of kinds that later versions add are kept as they were given. Both may be
 * absent: then it is known only that there is a child.
 */
public record ChildTarget(Optional<Capability> write, Optional<Capability> read) {
  /** The target of a child of which nothing is known. */
  public static final ChildTarget NONE = new ChildTarget(Optional.empty(), Optional.empty());

  /** The kind of thing that a child is, as far as can be told from here. */
  public enum Kind {
    /** A file of any kind. */
    FILE,
    /** A directory of any kind. */
    DIRECTORY,
    /** A capability that is not known here, or that reads nothing. */
    UNKNOWN
  }

  private static final Capability EMPTY_DIRECTORY = Capability.parse("URI:DIR2-LIT:");
  private static final String READ_ONLY = "ro.";
  private static final String IMMUTABLE = "imm.";

  /** Checks that both are there, if only as nothing. */
  public ChildTarget {
    Objects.requireNonNull(write, "write");
    Objects.requireNonNull(read, "read");
  }

  /**
   * The target that {@code capability} alone names. {@code BAD_CAP} if it is of an unknown kind and
   * not marked as read-only ({@code ro.}) or immutable ({@code imm.}): nobody can tell whether it
   * could write, and so whether readers may see it.
   */
  public static ChildTarget of(Capability capability) {
    if (capability instanceof UnknownCap) return unknown(capability.toUri(), "");
    if (capability instanceof WriteCap)
      return new ChildTarget(Optional.of(capability), capability.readCap().map(read -> read));
    return new ChildTarget(Optional.empty(), Optional.of(capability));
  }

  /**
   * The target that {@code capability}, of a directory, names for those who can change the
   * directory that it is linked in: readers see an empty directory in its place.
   */
  public static ChildTarget forWriters(WriteCap capability) {
    return new ChildTarget(Optional.of(capability), Optional.of(EMPTY_DIRECTORY));
  }

  /**
   * The target that the texts of a write and a read capability name; either may be empty. Of a
   * known kind, the stronger one decides alone, and the text in the place for reading is never
   * taken to write. {@code BAD_CAP} if a text is malformed or the two don't fit together.
   */
  public static ChildTarget parse(String write, String read) {
    String strongest = write.isEmpty() ? read : write;
    if (strongest.isEmpty()) return NONE;
    Capability capability = Capability.parse(strongest);
    if (capability instanceof UnknownCap) return unknown(write, read);
    return write.isEmpty() ? of(capability).readOnly() : of(capability);
  }

  /** As {@link #parse}, for a target that is stored already: a malformed text is kept as it is. */
  static ChildTarget stored(String write, String read) {
    try {
      return parse(write, read);
    } catch (GridException malformed) {
      return new ChildTarget(kept(write), kept(read));
    }
  }

  private static Optional<Capability> kept(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new UnknownCap(text));
  }

  private static ChildTarget unknown(String write, String read) {
    if (read.isEmpty() && !isMarked(write)) {
      throw bad("a capability of an unknown kind needs the read-only one beside it");
    }
    if (read.isEmpty()) return new ChildTarget(Optional.empty(), kept(write));
    if (!write.isEmpty() && read.startsWith(IMMUTABLE)) {
      throw bad("what is immutable has no write capability");
    }
    Capability.parse(read);
    return new ChildTarget(kept(write), kept(isMarked(read) ? read : READ_ONLY + read));
  }

  private static boolean isMarked(String text) {
    return text.startsWith(READ_ONLY) || text.startsWith(IMMUTABLE);
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_CAP, reason);
  }

  /** The most powerful capability that is known. */
  public Optional<Capability> strongest() {
    return write.or(() -> read);
  }

  /** The kind of thing that this is. */
  public Kind kind() {
    return strongest()
        .filter(known -> known instanceof WriteCap || known instanceof ReadCap)
        .map(known -> known.isDirectory() ? Kind.DIRECTORY : Kind.FILE)
        .orElse(Kind.UNKNOWN);
  }

  /** The same without the power to change it. */
  public ChildTarget readOnly() {
    return write.isEmpty() ? this : new ChildTarget(Optional.empty(), read);
  }

  /**
   * Returns whether an immutable directory may hold it: it can't change, as far as can be told, and
   * has no write capability.
   */
  public boolean isImmutable() {
    return write.isEmpty() && read.map(known -> !known.isMutable()).orElse(true);
  }

  /** The same as a child of an immutable directory, where unknown kinds are taken as immutable. */
  ChildTarget inImmutable() {
    return new ChildTarget(write, read.map(ChildTarget::markedImmutable));
  }

  private static Capability markedImmutable(Capability known) {
    String text = known.toUri();
    if (!(known instanceof UnknownCap) || text.startsWith(IMMUTABLE)) return known;
    return new UnknownCap(IMMUTABLE + without(READ_ONLY, text));
  }

  /**
   * The text that stands for the read capability in a table, without the prefix that the place
   * implies.
   */
  public String storedRead(boolean inImmutable) {
    String text = read.map(Capability::toUri).orElse("");
    if (text.startsWith(IMMUTABLE)) return inImmutable ? without(IMMUTABLE, text) : text;
    return without(READ_ONLY, text);
  }

  private static String without(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** The text of the write capability, or nothing. */
  public String storedWrite() {
    return write.map(Capability::toUri).orElse("");
  }
}
