package org.truckee.web.page.directory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.web.page.Amount;

/**
 * A child of a directory, as its page shows it.
 *
 * @param writable whether a user of the page could change it
 */
public record Entry(
    String name, Kind kind, OptionalLong size, Optional<Instant> changed, boolean writable) {

  /** The kind of a child. */
  public enum Kind {
    DIRECTORY("folder"),
    FILE("file"),
    MUTABLE_FILE("changeable file"),
    UNKNOWN("unknown"),
    DAMAGED("damaged"),
    PROHIBITED("prohibited");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Its kind, in a word. */
  public String type() {
    return kind.word;
  }

  /** Returns whether it has children of its own. */
  public boolean directory() {
    return kind == Kind.DIRECTORY;
  }

  /** Returns whether this gateway opens it. */
  public boolean known() {
    return kind != Kind.UNKNOWN && kind != Kind.DAMAGED && !prohibited();
  }

  /** Returns whether the owner of this gateway lets nobody open it. */
  public boolean prohibited() {
    return kind == Kind.PROHIBITED;
  }

  /** Its size, for people. */
  public String sizeText() {
    return size.isPresent() ? Amount.bytes(size.getAsLong()) : "";
  }

  /** The time of its last change, for people. */
  public String changedText() {
    return changed.map(Amount::time).orElse("");
  }

  /** The same for programs; empty if nobody knows. */
  public String changedIso() {
    return changed.map(Instant::toString).orElse("");
  }
}
