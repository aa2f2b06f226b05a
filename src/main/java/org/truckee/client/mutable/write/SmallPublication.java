package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.truckee.client.server.StorageServer;

/**
 * Sends a version that is in memory as a whole: shares that no server took go to others. A share
 * changes in one step, so a writer that dies leaves whole shares of the old version and of the new
 * one. There are enough of one of them wherever {@code total} is at least {@code 2 needed - 1};
 * with fewer, as with Tahoe, a writer can die at the one moment when there are too few of both.
 * Event loop only.
 */
final class SmallPublication {
  private final Publication publication;
  private final Map<Integer, ShareContent> contents;
  private final List<StorageServer> permuted;

  /** Sends {@code contents}, by share number, if need be to any of {@code permuted}. */
  SmallPublication(
      Publication publication, Map<Integer, ShareContent> contents, List<StorageServer> permuted) {
    this.publication = publication;
    this.contents = contents;
    this.permuted = permuted;
  }

  /** Sends to all {@code goals}; with {@code first}, one message goes ahead. */
  Future<Void> send(List<ShareTarget> goals, boolean first) {
    return publication.send(goals, contents, first).compose(sent -> replaceFailed());
  }

  /** Goes on to further servers, without those that failed. */
  private Future<Void> replaceFailed() {
    List<ShareTarget> goals =
        ShareTarget.elsewhere(
            publication.placed(), publication.refusals(), permuted, contents.size());
    if (goals.isEmpty()) return Future.succeededFuture();
    return publication.send(goals, contents, false).compose(sent -> replaceFailed());
  }
}
