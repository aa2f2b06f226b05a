package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;

/**
 * Shares of a file that is on the grid which servers have made room for: those that are missing,
 * and copies where they make the spread safer. Each ends up whole at its server, or not at all.
 * Event loop only; serves once.
 */
public final class NewShares {
  private final ClientContext context;
  private final Assignment assignment;
  private final int unplaced;
  private final ShareSinks sinks;
  private final Timeline timeline;

  private NewShares(
      ClientContext context, Wanted wanted, UploadCalls calls, Assignment all, Timeline timeline) {
    this.context = context;
    this.assignment = all.onlyNew();
    this.unplaced = all.unplaced(wanted.total());
    this.sinks = new ShareSinks(context, calls, assignment, SpreadGoal.ofRepair(wanted.total()));
    this.timeline = timeline;
  }

  /**
   * The shares of one file that servers make room for.
   *
   * @param total how many different shares it is to have
   * @param shareSize the bytes of each
   */
  public record Wanted(StorageIndex storageIndex, int total, long shareSize) {}

  /**
   * Finds places for the shares that {@code known} lacks. A server without room, or without an
   * answer, is left out; the outcome may be no share at all.
   */
  public static Future<NewShares> place(
      ClientContext context, Wanted wanted, Holdings known, Timeline timeline) {
    UploadCalls calls = calls(context, wanted, timeline);
    return new ServerSelection(context, calls, known, wanted.total())
        .select()
        .map(all -> new NewShares(context, wanted, calls, all, timeline));
  }

  /**
   * Asks {@code server} for room for a copy of {@code share}, beside those that are there; the
   * outcome is no share at all if it says that it has one.
   */
  public static Future<NewShares> placeCopy(
      ClientContext context, Wanted wanted, int share, StorageServer server, Timeline timeline) {
    UploadCalls calls = calls(context, wanted, timeline);
    return calls
        .allocate(server, new TreeSet<>(Set.of(share)))
        .compose(
            reply -> {
              Assignment there =
                  new Assignment(
                      new TreeMap<>(Map.of(share, server)),
                      Map.of(server, reply.alreadyHave()),
                      Map.of());
              return reply.allocated().contains(share) || !there.isNew(share)
                  ? Future.succeededFuture(new NewShares(context, wanted, calls, there, timeline))
                  : Future.failedFuture(noRoom(server));
            });
  }

  private static GridException noRoom(StorageServer server) {
    return new GridException(
        GridException.Kind.NO_SPACE, Subject.server(server.name()), "has no room for a share");
  }

  private static UploadCalls calls(ClientContext context, Wanted wanted, Timeline timeline) {
    return new UploadCalls(
        wanted.storageIndex(), wanted.shareSize(), context.secrets(), new NotedCalls(timeline));
  }

  /** The numbers of the shares. */
  public Set<Integer> numbers() {
    return assignment.servers().keySet();
  }

  /** How many different shares are on no server, and will be on none. */
  public int unplaced() {
    return unplaced;
  }

  /**
   * Sends {@code shares}; completes when each server holds its share whole, or has been left out.
   * After a failure, all that was begun is taken back.
   */
  public Future<Void> send(ShareMaking shares) {
    int opened = sinks.open(shares.segmentation(), shares.total());
    timeline.cut(shares.segmentation().segments(), opened);
    return new ShareTransfer(context, shares, sinks, timeline::reached)
        .run()
        .recover(failure -> sinks.takeBack().transform(done -> Future.failedFuture(failure)));
  }

  /** The servers that were left out on the way. */
  public Set<StorageServer> lost() {
    return sinks.lost();
  }
}
