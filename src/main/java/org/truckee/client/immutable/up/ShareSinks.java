package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.Answers;
import org.truckee.client.ask.Answers.Asked;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.Attempted;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerFailure;
import org.truckee.client.timeline.Step;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareLayout;
import org.truckee.platform.ContextBound;

/**
 * The servers that the shares of one file go to. One that fails or stalls is left out while enough
 * others remain. Event loop only.
 */
final class ShareSinks {
  private static final Logger LOG = LoggerFactory.getLogger(ShareSinks.class);

  /** The factor of patience with servers that take bulk. */
  static final int BULK = 3;

  private final ClientContext context;
  private final UploadCalls calls;
  private final Assignment assignment;
  private final SpreadGoal goal;
  private final SortedMap<Integer, ShareSink> sinks = new TreeMap<>();
  private final Map<StorageServer, Set<Integer>> damaged = new HashMap<>();
  private final Refusals losses = new Refusals();
  private final Set<StorageServer> lost = new HashSet<>();
  private final List<Future<Void>> aborting = new ArrayList<>();
  private final Promise<Void> tooFew = Promise.promise();

  /** The servers of {@code assignment}, of which enough must remain for {@code goal}. */
  ShareSinks(ClientContext context, UploadCalls calls, Assignment assignment, SpreadGoal goal) {
    this.context = context;
    this.calls = calls;
    this.assignment = assignment;
    this.goal = goal;
  }

  /** Begins to send {@code total} shares; returns how many of them count. */
  int open(Segmentation cut, int total) {
    ShareLayout layout = ShareLayout.forWriting(cut, total);
    assignment
        .servers()
        .forEach((share, server) -> sinks.put(share, sink(share, server, cut, layout)));
    return sinks.size();
  }

  private ShareSink sink(int share, StorageServer server, Segmentation cut, ShareLayout layout) {
    if (assignment.isSent(share)) return new ShareSink.Sent();
    return assignment.isNew(share)
        ? new ShareSink.Sending(layout, cut.segments(), calls.write(server, share))
        : new ExistingShare(server, calls.storageIndex(), share, cut, layout);
  }

  /** Fails, and never completes otherwise, as soon as too few servers are left. */
  Future<Void> tooFew() {
    return tooFew.future();
  }

  /**
   * Sends segment {@code index}; completes when every server has taken its block or is left out.
   */
  Future<Void> send(long index, EncodedSegment segment) {
    return all(Step.Work.SEND, index, (share, sink) -> sink.block(index, segment.block(share)));
  }

  /** Sends the parts after the blocks; completes when every server left holds its share whole. */
  Future<Void> close(IntFunction<Bytes> tails) {
    return all(
        Step.Work.CLOSE, NotedCalls.NO_SEGMENT, (share, sink) -> sink.finish(tails.apply(share)));
  }

  /** Takes a step for each share; late ones are left out where the others are enough. */
  private Future<Void> all(
      Step.Work work, long segment, BiFunction<Integer, ShareSink, Future<Void>> step) {
    Map<Integer, Asked> steps = new TreeMap<>();
    sinks.forEach(
        (share, sink) -> {
          StorageServer server = assignment.servers().get(share);
          Future<Void> begun = Attempted.at(server.name(), () -> step.apply(share, sink));
          steps.put(share, new Asked(server, begun));
        });
    List<Asked> asked = new ArrayList<>();
    steps.forEach(
        (share, begun) ->
            asked.add(
                new Asked(
                    begun.server(), watched(work, share, segment, begun.answer().mapEmpty()))));
    List<Integer> shares = List.copyOf(steps.keySet());
    return Answers.settle(
        context.timers(),
        BULK * (long) context.patience().dawdleMillis(),
        asked,
        () -> happinessOf(shares, asked) >= goal.enough(),
        question -> lose(shares.get(asked.indexOf(question)), stalled(question.server(), null)));
  }

  /** The happiness of the shares whose step has been taken. */
  private int happinessOf(List<Integer> shares, List<Asked> asked) {
    Set<Integer> taken = new TreeSet<>();
    for (int i = 0; i < shares.size(); i++)
      if (asked.get(i).answer().succeeded() && sinks.containsKey(shares.get(i)))
        taken.add(shares.get(i));
    return assignment.happinessOf(taken);
  }

  /** Leaves a share out as soon as {@code step} fails or takes too long. */
  private Future<Void> watched(Step.Work work, int share, long segment, Future<Void> step) {
    Future<Void> bounded = ContextBound.within(context.patience().stallMillis(), step);
    return calls
        .noted()
        .note(work, assignment.servers().get(share), share, segment, bounded)
        .onFailure(failure -> lose(share, failure));
  }

  private void lose(int share, Throwable failure) {
    ShareSink sink = sinks.remove(share);
    if (sink == null) return;
    takeBack(share, sink);
    StorageServer server = assignment.servers().get(share);
    if (GridException.is(failure, GridException.Kind.CORRUPT))
      damaged.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
    GridException told = told(server, failure);
    LOG.warn(
        "share {} of {} is lost on server {}: {}",
        share,
        calls.storageIndex(),
        server.name(),
        FailureText.sentence(told));
    losses.add(server, told);
    lost.add(server);
    if (happiness() < goal.least()) tooFew.tryFail(unhappy());
  }

  /** The words for {@code failure}, with the server's name. */
  private static GridException told(StorageServer server, Throwable failure) {
    return failure instanceof TimeoutException
        ? stalled(server, failure)
        : ServerFailure.of(server.name(), failure);
  }

  private static GridException stalled(StorageServer server, Throwable failure) {
    return new GridException(
        GridException.Kind.UNREACHABLE, Subject.server(server.name()), "stalled", failure);
  }

  private int happiness() {
    return assignment.happinessOf(sinks.keySet());
  }

  private GridException unhappy() {
    String shortage =
        "the upload lost servers on the way: shares are on %d servers, at least %d are needed"
            .formatted(happiness(), goal.least());
    return losses.explain(List.of(shortage), "a share of it", happiness(), goal.least());
  }

  /** Returns whether no share is left. */
  boolean isEmpty() {
    return sinks.isEmpty();
  }

  /** The servers that were left out. */
  Set<StorageServer> lost() {
    return lost;
  }

  /** The shares that servers had and that turned out to be damaged. */
  Map<StorageServer, Set<Integer>> damaged() {
    return damaged;
  }

  /**
   * The result of the upload of {@code file}, whose shares are all closed; found ones get a lease.
   */
  UploadResult result(EncodedFile file) {
    Map<Integer, String> names = new TreeMap<>();
    int found = 0;
    for (int share : sinks.keySet()) {
      StorageServer server = assignment.servers().get(share);
      names.put(share, server.name());
      if (!assignment.isFound(share)) continue;
      found++;
      calls.addLease(server);
    }
    return new UploadResult(file.cap(), names, found);
  }

  /**
   * Takes back everything that has been begun. Nobody waits long for a server that dawdles even
   * with this; it drops what is idle by itself.
   */
  Future<Void> takeBack() {
    sinks.forEach(this::takeBack);
    return ContextBound.within(context.patience().dawdleMillis(), Future.join(aborting)).mapEmpty();
  }

  private void takeBack(int share, ShareSink sink) {
    sink.abandon();
    if (assignment.isNew(share)) aborting.add(calls.abort(assignment.servers().get(share), share));
  }
}
