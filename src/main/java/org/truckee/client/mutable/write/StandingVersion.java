package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.bytes.Bytes;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.publish.Disputes;
import org.truckee.client.mutable.publish.Publication;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.client.mutable.read.ReadableShares;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.TaggedHasher;
import org.truckee.mutable.RepairRight;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.VersionTerms;

/**
 * A version of a file that stays as it is while shares of it are brought to places, by a repair or
 * by a spread. Event loop only; serves one of them.
 */
final class StandingVersion {
  private static final Bytes MARK = Bytes.utf8("truckee_mutable_repair_mark_v1");

  private final RepairRight right;
  private final ShareMap map;
  private final ReadableShares shares;
  private final Timeline timeline;
  private final NotedCalls calls;
  private final Publication publication;

  /** The version of {@code shares}, the good ones of {@code map}. */
  StandingVersion(
      ClientContext context,
      RepairRight right,
      ShareMap map,
      ReadableShares shares,
      Disputes disputes) {
    this.right = right;
    this.map = map;
    this.shares = shares;
    this.timeline =
        context
            .timelines()
            .begin(Timeline.Kind.PUBLISH, right.file().storageIndex(), shares.version().size());
    this.calls = new NotedCalls(timeline);
    this.publication =
        new Publication(
            right.file().storageIndex(),
            right.enablerMaster(),
            context.secrets(),
            map,
            disputes,
            calls);
  }

  /**
   * The outcome of {@code step}, which brings {@code count} shares to their places, and begins when
   * the right to do so has been proved.
   */
  Future<Void> bring(int count, Supplier<Future<Void>> step) {
    timeline.cut(shares.version().segments(), count);
    return EnablerProof.of(right, map, publication)
        .compose(proved -> step.get())
        .onComplete(done -> timeline.finish(done.cause()));
  }

  /** The address of its shares. */
  StorageIndex storageIndex() {
    return right.file().storageIndex();
  }

  /** What is signed of it. */
  SignedPrefix prefix() {
    return shares.version();
  }

  /** All shares that there are, also those of other versions and damaged ones. */
  ShareMap map() {
    return map;
  }

  /** Its good shares. */
  ReadableShares shares() {
    return shares;
  }

  /** Its share {@code number} on {@code server}, if that is a good one. */
  Optional<ReadableShare> shareAt(StorageServer server, int number) {
    return shares.at(server, number);
  }

  /** The way to its servers. */
  Publication publication() {
    return publication;
  }

  /** The questions to servers. */
  NotedCalls calls() {
    return calls;
  }

  /** The mark of an unfinished share of it. */
  Bytes mark() {
    return markOf(prefix());
  }

  /**
   * The mark of an unfinished share of {@code version}, which is that of a version after this one.
   * It is the same in all repairs and spreads, since their shares are the same: one takes up what
   * another began, and two at once do not undo each other's work.
   */
  static Bytes markOf(SignedPrefix version) {
    VersionTerms next =
        version.terms().numbered(Math.min(version.sequence(), Long.MAX_VALUE - 1) + 1);
    Bytes root = TaggedHasher.tagged(MARK, HashTree.NODE_SIZE).update(version.toBytes()).digest();
    return new SignedPrefix(next, root, version.salt()).checkString();
  }
}
