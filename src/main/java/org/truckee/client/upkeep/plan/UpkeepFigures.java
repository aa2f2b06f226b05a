package org.truckee.client.upkeep.plan;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The figures of upkeep at one time.
 *
 * @param things what is kept up, and how well
 * @param oldestDue the due time of the thing that waits for longest; the furthest time if there is
 *     none
 * @param roots the roots, in the order of their names
 * @param repairs the repairs since the database was begun
 * @param paused whether its owner paused it
 */
public record UpkeepFigures(
    Things things, Instant oldestDue, List<Root> roots, Repairs repairs, boolean paused) {
  /** The figures of an upkeep that has nothing to do. */
  public static final UpkeepFigures NONE =
      new UpkeepFigures(
          new Things(0, 0, 0, 0, 0, 0), Instant.MAX, List.of(), new Repairs(0, 0), false);

  /** Takes a copy. */
  public UpkeepFigures {
    Objects.requireNonNull(things, "things");
    Objects.requireNonNull(repairs, "repairs");
    roots = List.copyOf(roots);
  }

  /**
   * Numbers of files and directories.
   *
   * @param all all that are kept up
   * @param unchecked those that wait for their first check
   * @param healthy those with all shares
   * @param low those with too few shares
   * @param unhealable those that can't be read, or that repairs did not help
   * @param due those whose time has come
   */
  public record Things(
      long all, long unchecked, long healthy, long low, long unhealable, long due) {}

  /**
   * A root.
   *
   * @param added when upkeep was first told of it
   * @param tried when its last walk began
   * @param whole when the last walk that came by everything began; 1970 if there was none
   * @param things how many things that walk came by
   * @param trouble the reason why the last walk did not come by everything; empty if it did
   */
  public record Root(
      String name, Instant added, Instant tried, Instant whole, long things, String trouble) {}

  /** Repairs that were tried, and those of them that helped. */
  public record Repairs(long attempted, long successful) {}
}
