package org.truckee.dirnode;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.dirnode.metadata.Metadata;

/**
 * A change of one child. An edit decides from the state at the moment it is applied, so that it can
 * be applied again after another writer's change of the directory.
 */
public sealed interface Edit permits Edit.Put, Edit.Exchange, Edit.Note, Edit.Remove, SparingEdit {
  /** The name, normalised, of the child that it changes. */
  String name();

  /** The same edit, which spares nothing. */
  default Edit unsparing() {
    return this;
  }

  /** The target that it links under the name, if it links one. */
  default Optional<ChildTarget> links() {
    return Optional.empty();
  }

  /**
   * Returns whether {@code present}, if it is under the name, leads there to something else or to
   * less when the edit has been applied. An edit that does not fit displaces nothing.
   */
  default boolean displaces(Child present) {
    try {
      Optional<Child> after = apply(Optional.of(present), Instant.EPOCH);
      return !after.map(Child::target).equals(Optional.of(present.target()));
    } catch (GridException refused) {
      return false;
    }
  }

  /**
   * The child afterwards, if {@code present} is there before; empty for none. Fails with a {@link
   * ChildConflict} or with {@code NOT_FOUND} if {@code present} does not allow it.
   */
  Optional<Child> apply(Optional<Child> present, Instant now);

  /**
   * Links {@code target} under {@code name}. Without new {@code metadata}, those of the link before
   * are kept.
   */
  record Put(String name, ChildTarget target, Optional<Metadata> metadata, Overwrite overwrite)
      implements Edit {
    /** Normalises the name. */
    public Put {
      name = ChildName.normalise(name);
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(metadata, "metadata");
      Objects.requireNonNull(overwrite, "overwrite");
    }

    @Override
    public Optional<ChildTarget> links() {
      return Optional.of(target);
    }

    @Override
    public Optional<Child> apply(Optional<Child> present, Instant now) {
      present.ifPresent(this::checkOverwrite);
      Metadata noted = Metadata.linked(present.map(Child::metadata), metadata, now);
      return Optional.of(new Child(name, noted.isNoWrite() ? target.readOnly() : target, noted));
    }

    private void checkOverwrite(Child present) {
      if (overwrite == Overwrite.NEVER) throw ChildConflict.taken(present);
      if (overwrite == Overwrite.ONLY_FILES
          && present.target().kind() == ChildTarget.Kind.DIRECTORY)
        throw new ChildConflict("there is already a directory by that name", Optional.of(present));
    }
  }

  /**
   * Links as {@code put} says, as long as the name still leads to {@code wanted}, or to nothing.
   */
  record Exchange(Put put, Optional<ChildTarget> wanted) implements Edit {
    /** Checks that both are there. */
    public Exchange {
      Objects.requireNonNull(put, "put");
      Objects.requireNonNull(wanted, "wanted");
    }

    @Override
    public String name() {
      return put.name();
    }

    @Override
    public Optional<ChildTarget> links() {
      return put.links();
    }

    @Override
    public Optional<Child> apply(Optional<Child> present, Instant now) {
      if (present.map(Child::target).equals(wanted)) return put.apply(present, now);
      throw new ChildConflict("the child was replaced by another one meanwhile", present);
    }
  }

  /** Gives a link that is there other {@code metadata}. */
  record Note(String name, Metadata metadata) implements Edit {
    /** Normalises the name. */
    public Note {
      name = ChildName.normalise(name);
      Objects.requireNonNull(metadata, "metadata");
    }

    @Override
    public Optional<Child> apply(Optional<Child> present, Instant now) {
      Child noted = present.orElseThrow(() -> missing(name));
      if (noted.isLost())
        throw new ChildConflict("the entry is damaged: it can be replaced or removed", present);
      return new Put(name, noted.target(), Optional.of(metadata), Overwrite.ALWAYS)
          .apply(present, now);
    }
  }

  /** Removes a link, as long as its target is one that {@code expected} allows. */
  record Remove(String name, Expected expected) implements Edit {
    /** Normalises the name. */
    public Remove {
      name = ChildName.normalise(name);
      Objects.requireNonNull(expected, "expected");
    }

    @Override
    public Optional<Child> apply(Optional<Child> present, Instant now) {
      ChildTarget target = present.orElseThrow(() -> missing(name)).target();
      expected.check(target).ifPresent(reason -> refuse(reason, present));
      return Optional.empty();
    }

    private static void refuse(String reason, Optional<Child> present) {
      throw new ChildConflict(reason, present);
    }
  }

  /** The target that a link has to have when it is removed. */
  sealed interface Expected {
    /** Any target. */
    Expected ANYTHING = new OneOf(true, true);

    /** A directory, or a target of an unknown kind. */
    Expected DIRECTORY = new OneOf(false, true);

    /** A file, or a target of an unknown kind. */
    Expected FILE = new OneOf(true, false);

    /** The complaint about {@code target}, if there is one. */
    Optional<String> check(ChildTarget target);

    /** Any target of one kind. */
    record OneOf(boolean file, boolean directory) implements Expected {
      @Override
      public Optional<String> check(ChildTarget target) {
        return switch (target.kind()) {
          case FILE -> file ? Optional.empty() : Optional.of("it is a file, not a directory");
          case DIRECTORY ->
              directory ? Optional.empty() : Optional.of("it is a directory, not a file");
          case UNKNOWN -> Optional.empty();
        };
      }
    }

    /** Exactly one target. */
    record Exactly(ChildTarget wanted) implements Expected {
      @Override
      public Optional<String> check(ChildTarget target) {
        return target.equals(wanted)
            ? Optional.empty()
            : Optional.of("the child was replaced by another one meanwhile");
      }
    }
  }

  /** The failure for a child called {@code name} where there is none. */
  static GridException missing(String name) {
    return new GridException(GridException.Kind.NOT_FOUND, "No such child: " + name);
  }
}
