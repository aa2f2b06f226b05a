package org.truckee.client.mutable.publish;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Sends a version that is in memory as a whole: shares that no server took go to others. A share
 * changes in one step, so a writer that dies leaves whole shares of the old version and of the new
 * one. There are enough of one of them wherever {@code total} is at least {@code 2 needed - 1};
 * with fewer, as with Tahoe, a writer can die at the one moment when there are too few of both.
 * Event loop only.
 */
public final class SmallPublication {
  private final Publication publication;
  private final Map<Integer, ShareContent> contents;
  private final Candidates candidates;

  /**
   * Sends {@code contents}, all shares by number from 0, if need be to any of {@code candidates}.
   */
  public SmallPublication(
      Publication publication, Map<Integer, ShareContent> contents, Candidates candidates) {
    this.publication = publication;
    this.contents = contents;
    this.candidates = candidates;
  }

  /**
   * Sends to all {@code goals}; with {@code first}, one message goes ahead. {@code CONFLICT} if
   * another writer is at work; whether enough servers took their shares, a {@link QuorumCheck}
   * says.
   */
  public Future<Void> send(List<ShareTarget> goals, boolean first) {
    return publication.send(goals, contents, first).compose(sent -> replaceFailed());
  }

  /** Goes on to further servers, without those that failed. */
  private Future<Void> replaceFailed() {
    List<ShareTarget> goals =
        ShareTarget.elsewhere(
            publication.placed(), publication.refusals(), candidates, contents.size());
    if (goals.isEmpty()) return Future.succeededFuture();
    return publication.send(goals, contents, false).compose(sent -> replaceFailed());
  }
}
