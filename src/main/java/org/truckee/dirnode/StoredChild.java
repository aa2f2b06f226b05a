package org.truckee.dirnode;

import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.dirnode.metadata.Metadata;

/**
 * A child put together from its stored parts. A part that can't be read fails nothing: the child
 * names the damage, and holds the parts that are sound.
 *
 * @param write the text of its write capability; empty if it could not be opened
 */
public record StoredChild(String name, Optional<String> write, String read, Bytes noted) {
  /** The text of {@code bytes}; {@code CORRUPT} if they are none. */
  public static String text(Bytes bytes) {
    String text = bytes.toUtf8();
    if (Bytes.utf8(text).equals(bytes)) return text;
    throw new GridException(GridException.Kind.CORRUPT, "a part of it is no text");
  }

  public Child child() {
    ChildTarget target = ChildTarget.stored(write.orElse(""), read);
    Optional<String> unopened =
        write.isPresent()
            ? Optional.empty()
            : Optional.of("the capability that changes it can't be read");
    try {
      return new Child(name, target, Metadata.stored(text(noted)), unopened);
    } catch (GridException unreadable) {
      return new Child(
          name, target, Metadata.EMPTY, Optional.of("what is noted about it can't be read"));
    }
  }
}
