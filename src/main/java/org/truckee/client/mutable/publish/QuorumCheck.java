package org.truckee.client.mutable.publish;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.Quorum;

/**
 * The check that enough servers have a version that is being written, or can still get it, for its
 * writer to be told that it is kept. Event loop only.
 */
public final class QuorumCheck {
  private final Publication publication;
  private final int total;
  private final Quorum<StorageServer> quorum;

  /**
   * A check of {@code publication}, of a version of {@code total} shares, against {@code quorum}.
   */
  public QuorumCheck(Publication publication, int total, Quorum<StorageServer> quorum) {
    this.publication = publication;
    this.total = total;
    this.quorum = quorum;
  }

  /** The number of shares that there are to be. */
  public int total() {
    return total;
  }

  /** The shares that servers have taken. */
  public Map<StorageServer, Set<Integer>> placed() {
    return publication.placed();
  }

  /**
   * Completes if the servers of {@code goals}, with those that have taken shares, would be enough;
   * {@code UNHAPPY} or {@code NO_SPACE} if not, or the {@code CONFLICT} at a new file that is there
   * already. So do the other checks.
   */
  public Future<Void> beforeAll(Collection<ShareTarget> goals) {
    return require(with(goals), "nothing was changed");
  }

  /** The same when others have taken their shares, and {@code goals} remain. */
  Future<Void> before(Collection<ShareTarget> goals) {
    return require(with(goals), "the old version stays, as far as it was not replaced yet");
  }

  /** Completes if enough servers have taken their shares. */
  public Future<Void> afterAll() {
    String outcome =
        quorum.known().isEmpty() ? "the file was not made" : "the change may have been made or not";
    return require(publication.placed(), outcome);
  }

  private Map<StorageServer, Set<Integer>> with(Collection<ShareTarget> goals) {
    Map<StorageServer, Set<Integer>> all = new LinkedHashMap<>();
    publication.placed().forEach((server, shares) -> all.put(server, new TreeSet<>(shares)));
    for (ShareTarget goal : goals)
      all.computeIfAbsent(goal.server(), none -> new TreeSet<>()).add(goal.share());
    return all;
  }

  private Future<Void> require(Map<StorageServer, Set<Integer>> placed, String outcome) {
    Optional<String> shortage = quorum.shortage(placed, publication.failed());
    if (shortage.isEmpty()) return Future.succeededFuture();
    return Future.failedFuture(
        publication.explained(
            publication
                .refusals()
                .explain(
                    List.of(outcome + ": " + shortage.get()),
                    "a share of it",
                    quorum.taken(placed),
                    quorum.enough())));
  }
}
