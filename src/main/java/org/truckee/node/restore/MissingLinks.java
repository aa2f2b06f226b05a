package org.truckee.node.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.name.GridPath;
import org.truckee.dirnode.Child;

/**
 * The links of one directory that a copy has and the living drive has not.
 *
 * @param place the place of the directory in the living drive
 * @param free the children whose names lead to nothing now
 * @param taken those whose names lead to something else now
 * @param same those that are there
 * @param damaged the number of children that the copy has damaged
 */
record MissingLinks(
    GridPath place, List<Child> free, List<Child> taken, List<Child> same, long damaged) {
  /** Compares {@code children} of a copy with what {@code now} is at {@code place}. */
  static MissingLinks of(GridPath place, List<Child> children, Map<String, GridNode> now) {
    MissingLinks links =
        new MissingLinks(
            place,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            children.stream().filter(Child::isLost).count());
    for (Child child : children) if (!child.isLost()) links.sort(child, now.get(child.name()));
    return links;
  }

  /** Those that are to be made: taken names only if they are to be replaced. */
  MissingLinks needed(boolean replace) {
    return new MissingLinks(place, free, replace ? taken : List.of(), List.of(), 0);
  }

  /** The number of links that are free or taken. */
  long number() {
    return free.size() + (long) taken.size();
  }

  private void sort(Child child, GridNode now) {
    if (now == null) free.add(child);
    else (isSame(child, now) ? same : taken).add(child);
  }

  private static boolean isSame(Child child, GridNode now) {
    Optional<String> then = child.target().strongest().map(Capability::toUri);
    return now.bestCap().equals(then);
  }
}
