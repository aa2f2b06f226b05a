package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.read.FoundShare;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.SignedPrefix;

/** A change of a range of the newest version that touches only the segments of the range. */
record RangeUpdate(
    MutableContext context,
    MutableWriteCap cap,
    ShareMap map,
    FileKeyPair keys,
    NextVersion succession) {

  /** Returns whether the shares that were found let segments be changed. */
  boolean hasSegments() {
    return SegmentUpdate.isPossible(map.requireBest(), shares());
  }

  /** Returns whether so many shares were found, too, that a changed segment lasts. */
  boolean isPossible() {
    SignedPrefix best = map.requireBest();
    boolean nearlyComplete =
        best.size() > MutableVersion.MAX_CONTENTS
            && shares().size() >= Math.min(context.client().encoding().happy(), best.total());
    return cap.format() == MutableFormat.MDMF && (map.isWhole() || nearlyComplete) && hasSegments();
  }

  /**
   * Puts {@code data} at {@code from}; completes with false, and nothing is written, if to write
   * the whole file is less work.
   */
  Future<Boolean> put(long from, Bytes data) {
    SignedPrefix version = map.requireBest();
    MutableReadCap readCap = cap.toReadCap();
    Collection<ReadableShare> shares = shares();
    long sequence = succession.nextSequence();
    long cost = data.size() * (2L + 4L * version.total() / version.needed());
    SegmentUpdate update =
        new SegmentUpdate(
            context.client(), context.download(readCap, version, map), version, shares, from, data);
    boolean small = version.size() <= MutableVersion.MAX_CONTENTS;
    return context
        .client()
        .memory()
        .holding(
            cost,
            () ->
                update
                    .prepare(sequence, keys)
                    .compose(
                        result ->
                            small && result.contents().size() < shares.size()
                                ? Future.succeededFuture(false)
                                : succession.update(version, result).map(true)));
  }

  /** One share of each number. */
  private Collection<ReadableShare> shares() {
    Map<Integer, ReadableShare> shares = new TreeMap<>();
    for (FoundShare share : map.sharesOf(map.requireBest()))
      shares.putIfAbsent(
          share.number(),
          new ReadableShare(context.client(), cap.toReadCap().toVerifyCap().storageIndex(), share));
    return shares.values();
  }
}
