package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.bytes.Secret;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.storage.WholeShares;

/**
 * Puts files on the grid. An upload has succeeded when its shares are whole and durable on enough
 * servers; until then, nobody is told of a capability, and after a failure, its unfinished shares
 * are taken back, while whole ones stay until their leases end. Two uploads of the same file go one
 * after the other.
 */
public final class Uploader {
  private static final int MAX_PASSES = 3;

  private final ClientContext context;
  private final WritingTurns turns;

  /** An uploader to the servers of {@code context}, which waits for its {@code turns}. */
  public Uploader(ClientContext context, WritingTurns turns) {
    this.context = context;
    this.turns = turns;
  }

  /**
   * Puts {@code plaintext}, of at least one byte, on the grid under {@code key}; in timelines it is
   * called {@code label}. Servers are asked for room at once; nothing is read or sent before {@code
   * leave} is given. If it is refused, the room is taken back, and the timeline forgotten.
   */
  public Future<UploadResult> upload(
      Plaintext plaintext, Secret key, String label, Future<Void> leave) {
    StorageIndex storageIndex = StorageIndex.ofKey(key);
    Timeline timeline =
        context.timelines().begin(Timeline.Kind.UPLOAD, storageIndex, plaintext.size(), label);
    leave.onFailure(refused -> context.timelines().drop(timeline));
    Passes passes = new Passes(plaintext, key, storageIndex, timeline, leave);
    return turns
        .take(storageIndex, passes::run)
        .onComplete(stored -> timeline.finish(stored.cause()));
  }

  /**
   * The passes of one file: another one follows if shares that were there already turn out to be
   * damaged and the rest is not enough.
   */
  private final class Passes {
    private final Plaintext plaintext;
    private final Secret key;
    private final Timeline timeline;
    private final Future<Void> leave;
    private final Segmentation cut;
    private final UploadCalls calls;
    private final Map<StorageServer, Set<Integer>> damaged = new HashMap<>();

    Passes(
        Plaintext plaintext,
        Secret key,
        StorageIndex storageIndex,
        Timeline timeline,
        Future<Void> leave) {
      this.plaintext = plaintext;
      this.key = key;
      this.timeline = timeline;
      this.leave = leave;
      EncodingParameters encoding = context.encoding();
      this.cut =
          Segmentation.of(plaintext.size(), encoding.maximumSegmentSize(), encoding.needed());
      int ueb = UriExtensionBlock.sizeFor(cut, encoding.total());
      long shareSize = ShareLayout.forWriting(cut, encoding.total()).shareSize(ueb);
      this.calls =
          new UploadCalls(storageIndex, shareSize, context.secrets(), new NotedCalls(timeline));
    }

    Future<UploadResult> run() {
      boolean small = cut.segments() == 1 && calls.shareSize() <= WholeShares.LARGEST;
      return small ? leave.compose(given -> whenThere()) : take(1);
    }

    /** Stores a small file when it is there, so that a slow sender holds no memory. */
    private Future<UploadResult> whenThere() {
      int size = (int) plaintext.size();
      long cost = size + 2 * calls.shareSize() * context.encoding().total();
      return plaintext
          .ready(size)
          .compose(
              there ->
                  context
                      .memory()
                      .holding(cost, () -> encoded(size).compose(file -> store(file, 1))));
    }

    private Future<SmallFile> encoded(int size) {
      ChkEncoder encoder = new ChkEncoder(key, cut, context.encoding().total());
      return plaintext
          .next(size)
          .compose(
              bytes ->
                  context
                      .codec()
                      .run(Upload.effort(encoder), () -> SmallFile.encode(encoder, bytes)));
    }

    private Future<UploadResult> store(SmallFile file, int number) {
      timeline.cut(cut.segments(), context.encoding().total());
      return new ServerSelection(context, calls, damaged, Optional.of(file))
          .select()
          .compose(
              assignment -> {
                ShareSinks sinks = sinks(assignment);
                timeline.reached(0);
                return file.sendTo(sinks)
                    .recover(
                        failure ->
                            isOver(number, sinks)
                                ? Future.failedFuture(failure)
                                : store(file, number + 1));
              });
    }

    private Future<UploadResult> take(int number) {
      if (leave.failed()) return Future.failedFuture(leave.cause());
      return new ServerSelection(context, calls, damaged, Optional.empty())
          .select()
          .compose(this::whenAllowed)
          .compose(assignment -> send(assignment, number));
    }

    private Future<Assignment> whenAllowed(Assignment assignment) {
      return leave
          .map(assignment)
          .recover(refused -> takeBack(assignment).transform(done -> Future.failedFuture(refused)));
    }

    private Future<Void> takeBack(Assignment assignment) {
      List<Future<Void>> aborting = new ArrayList<>();
      assignment
          .onlyNew()
          .servers()
          .forEach((share, server) -> aborting.add(calls.abort(server, share)));
      return Future.join(aborting).mapEmpty();
    }

    private Future<UploadResult> send(Assignment assignment, int number) {
      ShareSinks sinks = sinks(assignment);
      ChkEncoder encoder = new ChkEncoder(key, cut, context.encoding().total());
      return new Upload(context, plaintext, encoder, sinks, timeline::reached)
          .run()
          .recover(
              failure ->
                  isOver(number, sinks) || !plaintext.rewind()
                      ? Future.failedFuture(failure)
                      : take(number + 1));
    }

    private ShareSinks sinks(Assignment assignment) {
      SpreadGoal goal = SpreadGoal.ofUpload(context.encoding());
      ShareSinks sinks = new ShareSinks(context, calls, assignment, goal);
      timeline.cut(cut.segments(), sinks.open(cut, context.encoding().total()));
      return sinks;
    }

    /** Returns whether pass {@code number} is the last; if not, notes what it found damaged. */
    private boolean isOver(int number, ShareSinks sinks) {
      if (sinks.damaged().isEmpty() || number == MAX_PASSES) return true;
      sinks
          .damaged()
          .forEach(
              (server, shares) ->
                  damaged.computeIfAbsent(server, none -> new TreeSet<>()).addAll(shares));
      return false;
    }
  }
}
