package org.truckee.node.restore;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.vdrive.VdriveCopy;

/** The directories in a copy of a vdrive server, for those who have their capabilities. Blocks. */
record CopiedDrive(VdriveCopy copy) {
  /**
   * The children of {@code directory}, as its holder sees them; empty if the copy does not have it.
   * {@code CORRUPT} if an entry is not signed by its writers.
   */
  Optional<List<Child>> children(Capability directory) {
    if (directory instanceof VdriveWriteCap write) {
      VdriveWriter writer = new VdriveWriter(write);
      return children(writer.reader(), writer::open);
    }
    if (directory instanceof VdriveReadCap read) {
      VdriveReader reader = new VdriveReader(read);
      return children(reader, reader::open);
    }
    return Optional.empty();
  }

  private Optional<List<Child>> children(
      VdriveReader reader, Function<VdriveEntry, Optional<Child>> opening) {
    return copy.directory(reader.address())
        .map(page -> checked(page, reader))
        .map(entries -> entries.stream().flatMap(entry -> opening.apply(entry).stream()).toList());
  }

  private static List<VdriveEntry> checked(VdrivePage page, VdriveReader reader) {
    boolean genuine =
        reader.trusts(page.key())
            && page.entries().stream()
                .allMatch(entry -> entry.isSignedBy(page.key(), reader.address()));
    if (genuine) return page.entries();
    throw new GridException(
        GridException.Kind.CORRUPT,
        Subject.directory(reader.address()),
        "has entries in the backup that its writers did not sign",
        "nothing was changed");
  }

  /** The child that {@code path}, of at least one name, leads to from {@code root}. */
  Child find(Capability root, List<String> path) {
    Child child = find(root, path, 0);
    for (int i = 1; i < path.size(); i++)
      child = find(child.target().strongest().orElseThrow(() -> missing(path)), path, i);
    return child;
  }

  private Child find(Capability directory, List<String> path, int index) {
    String name = ChildName.normalise(path.get(index));
    return children(directory).orElseThrow(() -> index == 0 ? foreign() : missing(path)).stream()
        .filter(child -> child.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(path.subList(0, index + 1)));
  }

  private static CommandFailure missing(List<String> path) {
    return CommandFailure.notFound(
        "the backup has no " + Quoting.plain(String.join("/", path)) + " in that drive");
  }

  /** The failure for a drive whose root is not in the copy. */
  static CommandFailure foreign() {
    return CommandFailure.notFound(
        "the backup does not have that drive: it is younger than the backup, or kept elsewhere");
  }
}
