package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.reply.Stored;

/**
 * The one way to put contents under a name: a file there that can change is changed in place, else
 * a new file is stored and linked, and neither if the sender wants nothing replaced.
 */
final class Filing {
  private final Uploads uploads;

  Filing(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Puts {@code contents} under the name of {@code spot}, as far as {@code overwrite} allows. */
  Future<Stored> put(NameInDirectory spot, Overwrite overwrite, Contents contents) {
    Optional<ChildTarget> there = spot.child().map(child -> child.target());
    if (there.isPresent() && overwrite == Overwrite.NEVER) throw NameInDirectory.taken();
    if (there.filter(target -> target.kind() == ChildTarget.Kind.DIRECTORY).isPresent())
      throw new GridException(
          GridException.Kind.CONFLICT, "there is a directory by that name already");
    Optional<Capability> changing = there.flatMap(contents::changing);
    return changing.isPresent() ? contents.change(changing.get()) : link(spot, overwrite, contents);
  }

  private Future<Stored> link(NameInDirectory spot, Overwrite overwrite, Contents contents) {
    if (!spot.parent().isWritable()) throw Directories.readOnly();
    return contents
        .store()
        .compose(stored -> spot.link(ChildTarget.of(stored.cap()), overwrite).map(stored))
        .map(stored -> uploads.named(stored, spot.name()));
  }
}
