package org.truckee.client.ask;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.client.server.Attempted;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;

/**
 * The calls to storage servers for one transfer, each of which is noted on its timeline. A call
 * that throws is a failure of its server.
 */
public final class NotedCalls {
  private static final int NO_SHARE = -1;

  /** The segment of a call that is about a whole share. */
  public static final long NO_SEGMENT = -1;

  private final Timeline timeline;

  /** Calls that are noted on {@code timeline}. */
  public NotedCalls(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Asks a question about no share in particular. */
  public <T> Future<T> ask(StorageServer server, Function<StorageClient, Future<T>> question) {
    return call(Step.Work.ASK, server, NO_SHARE, NO_SEGMENT, () -> server.ask(question));
  }

  /** Asks a question about some shares, of which {@code share} is the first. */
  public <T> Future<T> ask(StorageServer server, int share, Supplier<Future<T>> call) {
    return call(Step.Work.ASK, server, share, NO_SEGMENT, call);
  }

  /** Sends a whole share. */
  public <T> Future<T> store(StorageServer server, int share, Supplier<Future<T>> call) {
    return call(Step.Work.CLOSE, server, share, NO_SEGMENT, call);
  }

  /** Reads the parts of a share around its blocks. */
  public <T> Future<T> open(StorageServer server, int share, Supplier<Future<T>> call) {
    return call(Step.Work.OPEN, server, share, NO_SEGMENT, call);
  }

  /** Reads blocks, the first of which is of segment {@code segment}. */
  public <T> Future<T> read(
      StorageServer server, int share, long segment, Supplier<Future<T>> call) {
    return call(Step.Work.READ, server, share, segment, call);
  }

  /** Notes that all segments before {@code next} are through. */
  public void reached(long next) {
    timeline.reached(next);
  }

  private <T> Future<T> call(
      Step.Work work, StorageServer server, int share, long segment, Supplier<Future<T>> call) {
    return note(work, server, share, segment, Attempted.at(server.name(), call));
  }

  /**
   * Notes a call that begins now: {@code work} on a share, and there on {@code segment}, or with
   * {@link #NO_SEGMENT} on all of it.
   */
  public <T> Future<T> note(
      Step.Work work, StorageServer server, int share, long segment, Future<T> begun) {
    return timeline.watch(work, server.name(), share, segment, begun);
  }
}
