package org.truckee.client.mutable.publish;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.mutable.piece.SharePieces;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.Quietly;
import org.truckee.client.timeline.Step;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.ShareFrame;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * One pass over a file that is too large for memory, for some of its shares. An unfinished share is
 * useless to readers: its first bytes are a mark, by which the writer knows it again, until the
 * last message puts the true ones in their place. Event loop only; serves once.
 */
public final class SharePass {
  private final SharePieces pieces;
  private final MemoryBudget memory;
  private final Publication publication;
  private final Bytes mark;
  private final Set<ShareTarget> goals;
  private final Map<ShareTarget, Bytes> there = new HashMap<>();

  /**
   * A pass that brings shares of {@code pieces} to {@code goals}, of which no two are the same
   * share at the same server. Each piece is in {@code memory} while it is made and sent.
   *
   * @param mark the first bytes of an unfinished share, as long as a check string
   */
  public SharePass(
      SharePieces pieces,
      MemoryBudget memory,
      Publication publication,
      Bytes mark,
      List<ShareTarget> goals) {
    this.pieces = pieces;
    this.memory = memory;
    this.publication = publication;
    this.mark = mark;
    this.goals = new LinkedHashSet<>(goals);
    goals.forEach(goal -> there.put(goal, goal.before()));
  }

  /**
   * Sends all pieces, one after the other, each to all goals at once; servers that fail are left
   * out from then on. {@code CONFLICT} if another writer is at work, {@code UNHAPPY} or {@code
   * NO_SPACE} if no server takes shares any more; after a failure, new shares that were begun are
   * deleted as far as their servers let it.
   */
  public Future<Void> send() {
    publication.expect(goals);
    return from(0).compose(sent -> finish()).recover(this::giveUp);
  }

  private Future<Void> from(long first) {
    if (first >= pieces.segmentation().segments()) return Future.succeededFuture();
    return memory
        .holding(
            pieces.cost(),
            () ->
                pieces
                    .blocks(first)
                    .compose(
                        blocks ->
                            all(
                                Step.Work.SEND,
                                first,
                                goal -> blocks(goal, first, blocks.apply(goal.share())))))
        .compose(sent -> next(first + pieces.segmentsAtOnce()));
  }

  private Future<Void> next(long segment) {
    publication.reached(Math.min(segment, pieces.segmentation().segments()));
    return from(segment);
  }

  private ReadTestWrite.Change blocks(ShareTarget goal, long first, Bytes blocks) {
    Segmentation cut = pieces.segmentation();
    return new ReadTestWrite.Change(
        List.of(ShareContent.beginsWith(there.get(goal))),
        List.of(
            new ReadTestWrite.Write(0, mark),
            new ReadTestWrite.Write(MutableLayout.mdmfBlock(cut, first), blocks)),
        null);
  }

  /** Puts the parts around the blocks, the true first bytes among them, in their places. */
  private Future<Void> finish() {
    return pieces
        .frames()
        .compose(
            frames ->
                all(
                    Step.Work.CLOSE,
                    NotedCalls.NO_SEGMENT,
                    goal -> frame(goal, frames.apply(goal.share()))))
        .onSuccess(
            done -> goals.forEach(goal -> publication.addPlaced(goal.server(), goal.share())));
  }

  private ReadTestWrite.Change frame(ShareTarget goal, ShareFrame frame) {
    return new ReadTestWrite.Change(
        List.of(ShareContent.beginsWith(there.get(goal))),
        List.of(
            new ReadTestWrite.Write(frame.layout().blockHashes().begin(), frame.tail()),
            new ReadTestWrite.Write(0, frame.head())),
        frame.layout().end());
  }

  /** One message for each goal. */
  private Future<Void> all(
      Step.Work work, long segment, Function<ShareTarget, ReadTestWrite.Change> change) {
    List<Future<Void>> sending = new ArrayList<>();
    for (ShareTarget goal : List.copyOf(goals)) {
      sending.add(
          step(goal, change.apply(goal), work, segment)
              .onSuccess(taken -> there.put(goal, mark))
              .recover(failure -> lose(goal, failure)));
    }
    return Future.join(sending).compose(sent -> requireSome());
  }

  private Future<Void> step(
      ShareTarget goal, ReadTestWrite.Change change, Step.Work work, long segment) {
    return publication.step(
        goal.server(), new TreeMap<>(Map.of(goal.share(), change)), work, segment);
  }

  private Future<Void> lose(ShareTarget goal, Throwable failure) {
    if (publication.isFatal(failure)) return Future.failedFuture(failure);
    goals.remove(goal);
    return publication.note(goal.server(), failure);
  }

  private Future<Void> requireSome() {
    if (!goals.isEmpty()) return Future.succeededFuture();
    return Future.failedFuture(
        publication.explained(
            publication
                .refusals()
                .explain(
                    List.of("no server takes shares of this file any more"),
                    "a share of it",
                    0,
                    1)));
  }

  /** Takes back new shares that were begun; the old contents of replaced ones are gone. */
  private Future<Void> giveUp(Throwable failure) {
    List<Future<Void>> deleting = new ArrayList<>();
    for (ShareTarget goal : goals) {
      if (goal.before().size() == 0 && there.get(goal).equals(mark))
        deleting.add(delete(goal, mark).onFailure(Quietly::ignore));
    }
    return Future.join(deleting).transform(done -> Future.failedFuture(failure));
  }

  /** Deletes a share that begins with {@code now}. */
  private Future<Void> delete(ShareTarget goal, Bytes now) {
    ReadTestWrite.Change delete =
        new ReadTestWrite.Change(List.of(ShareContent.beginsWith(now)), List.of(), 0L);
    return step(goal, delete, Step.Work.SEND, NotedCalls.NO_SEGMENT);
  }

  /** The shares that are whole. */
  Set<Integer> numbers() {
    return goals.stream().map(ShareTarget::share).collect(Collectors.toSet());
  }

  /**
   * Takes back the shares among {@code shares} that this pass wrote, as far as their servers let
   * it.
   */
  Future<Void> takeBack(List<ShareTarget> shares) {
    return pieces.frames().compose(frames -> takeBack(shares, frames));
  }

  private Future<Void> takeBack(List<ShareTarget> shares, IntFunction<ShareFrame> frames) {
    List<Future<Void>> deleting = new ArrayList<>();
    for (ShareTarget goal : shares) {
      if (!goals.contains(goal)) continue;
      publication.removePlaced(goal.server(), goal.share());
      Bytes now = frames.apply(goal.share()).prefix().checkString();
      deleting.add(delete(goal, now).onFailure(Quietly::ignore));
    }
    return Future.join(deleting).transform(done -> Future.succeededFuture());
  }
}
