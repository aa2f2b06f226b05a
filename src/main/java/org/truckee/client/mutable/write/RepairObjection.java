package org.truckee.client.mutable.write;

import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.mutable.read.FoundShare;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.mutable.SignedPrefix;

/**
 * The objection to a repair of a file at the version that can be read: another version stands
 * against it, and the repair would put an end to that one. Only a writer can decide between them,
 * by a version after both.
 */
final class RepairObjection {
  private RepairObjection() {}

  /**
   * The objection to the repair of {@code best}, the newest version that can be read from the good
   * shares in {@code map}, where shares of {@code versions} were found, good or not, and version
   * {@code newestSeen} has been seen before; {@code CONFLICT}. Empty if there is none. Too few
   * shares of another version with the same number are what is left of a writer who lost a race, if
   * more than half of the shares of {@code best} are there.
   */
  static Optional<GridException> to(
      SignedPrefix best, List<SignedPrefix> versions, ShareMap map, long newestSeen) {
    for (SignedPrefix other : versions) {
      if (other.sequence() > best.sequence()) return Optional.of(newer(best, other, map));
      boolean head = other.sequence() == best.sequence() && !other.equals(best);
      if (head && (count(other, map) >= other.needed() || isMinority(best, map)))
        return Optional.of(
            of(best, "two versions of number %d are kept".formatted(best.sequence())));
    }
    if (newestSeen > best.sequence())
      return Optional.of(
          of(
              best,
              "version %d was seen before, and the newest that can be read is version %d"
                  .formatted(newestSeen, best.sequence())));
    return Optional.empty();
  }

  /**
   * The objection that shares of {@code best} can't be made again, for the reason of {@code cause}.
   */
  static GridException unlike(SignedPrefix best, GridException cause) {
    return of(best, cause.reasons().get(0));
  }

  private static GridException newer(SignedPrefix best, SignedPrefix other, ShareMap map) {
    return of(
        best,
        "%d of %d shares of version %d are found, %d are needed, and the newest that can be read is version %d"
            .formatted(
                count(other, map),
                other.total(),
                other.sequence(),
                other.needed(),
                best.sequence()));
  }

  private static GridException of(SignedPrefix best, String why) {
    return new GridException(
        GridException.Kind.CONFLICT,
        Subject.NONE,
        List.of(
            why,
            "nothing was repaired",
            "with force=true, who may write the file makes version %d the newest again, and ends all others"
                .formatted(best.sequence())),
        null);
  }

  private static boolean isMinority(SignedPrefix version, ShareMap map) {
    return count(version, map) <= version.total() / 2;
  }

  private static long count(SignedPrefix version, ShareMap map) {
    return map.sharesOf(version).stream().map(FoundShare::number).distinct().count();
  }
}
