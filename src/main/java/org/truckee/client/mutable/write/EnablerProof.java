package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.List;
import java.util.TreeMap;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.timeline.Step;
import org.truckee.mutable.RepairRight;

/**
 * The proof that a right to repair is that of its file. A write capability that leads to signed
 * shares needs none; with another right, most of the servers that have shares have to accept the
 * write enabler before a server that has none gets one: nobody could ever change it there.
 */
final class EnablerProof {
  private EnablerProof() {}

  /** Completes if {@code right} is that of the file whose shares are in {@code map}. */
  static Future<Void> of(RepairRight right, ShareMap map, Publication publication) {
    if (right.write().isPresent()) return Future.succeededFuture();
    List<Future<Void>> asked =
        map.holdings().keySet().stream()
            .map(
                server ->
                    publication.step(server, new TreeMap<>(), Step.Work.ASK, NotedCalls.NO_SEGMENT))
            .toList();
    return Future.join(asked).transform(all -> proof(asked));
  }

  /** The proof by the answers of servers; a failure is no refusal unless it says so. */
  static Future<Void> proof(List<Future<Void>> asked) {
    long accepted = asked.stream().filter(Future::succeeded).count();
    long refused = asked.stream().filter(answer -> is(answer, Kind.FORBIDDEN)).count();
    if (accepted > refused) return Future.succeededFuture();
    return refused == 0 ? unanswered(asked) : Future.failedFuture(refusal(accepted, refused));
  }

  /** Another writer's traces come first: then the whole is tried again. */
  private static Future<Void> unanswered(List<Future<Void>> asked) {
    return asked.stream()
        .filter(answer -> is(answer, Kind.CONFLICT))
        .findFirst()
        .or(() -> asked.stream().findFirst())
        .orElseGet(() -> Future.failedFuture(refusal(0, 0)));
  }

  private static boolean is(Future<Void> answer, Kind kind) {
    return GridException.is(answer.cause(), kind);
  }

  private static GridException refusal(long accepted, long refused) {
    return new GridException(
        Kind.FORBIDDEN,
        "%d servers accept the write enabler for this file, and %d do not"
            .formatted(accepted, refused));
  }
}
