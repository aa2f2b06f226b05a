package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.Arrays;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;
import org.truckee.platform.Ticker;

/**
 * A share that its server has shown the hashes of, and which is read block by block. Event loop
 * only.
 */
final class OpenShare {
  private static final double WEIGHT_OF_LATEST = 0.3;

  private final StorageServer server;
  private final StorageIndex storageIndex;
  private final CheckedShare share;
  private final byte[] start;
  private final Ticker ticker;
  private double nanosPerRead;

  /** A share on {@code server}, of which the first bytes are known to be {@code start}. */
  OpenShare(
      StorageServer server,
      StorageIndex storageIndex,
      CheckedShare share,
      byte[] start,
      Ticker ticker) {
    this.server = server;
    this.storageIndex = storageIndex;
    this.share = share;
    this.start = start;
    this.ticker = ticker;
  }

  /** The hashes, which its blocks are checked with. */
  CheckedShare checked() {
    return share;
  }

  /** The number of the share. */
  int number() {
    return share.shareNumber();
  }

  /** The server that has the share. */
  StorageServer server() {
    return server;
  }

  /** The time that its latest answers took. */
  double latency() {
    return nanosPerRead;
  }

  /**
   * The blocks of {@code run}, one after the other, unchecked; {@code CORRUPT} if the share ends
   * before.
   */
  Future<byte[]> blocks(SegmentRun run) {
    Segmentation cut = share.ueb().segmentation();
    long offset = share.layout().blockOffset(cut, run.first());
    int length = run.blockBytes(cut);
    if (offset + length <= start.length) {
      return Future.succeededFuture(Arrays.copyOfRange(start, (int) offset, (int) offset + length));
    }
    long began = ticker.nanos();
    return server
        .ask(client -> client.read(storageIndex, number(), offset, length))
        .onSuccess(bytes -> note(ticker.nanos() - began))
        .compose(bytes -> bytes.length == length ? Future.succeededFuture(bytes) : tooShort());
  }

  /** Reports the damage to the server's operator. */
  void report(String reason) {
    server
        .ask(client -> client.adviseCorrupt(storageIndex, number(), reason))
        .onFailure(Quietly::ignore);
  }

  /**
   * Notes that others had answered long before: the share is asked last from now on, until it has
   * answered again.
   */
  void dawdled() {
    nanosPerRead = Math.max(nanosPerRead, 1e9) * 2;
  }

  private void note(long nanos) {
    nanosPerRead =
        nanosPerRead == 0
            ? nanos
            : (1 - WEIGHT_OF_LATEST) * nanosPerRead + WEIGHT_OF_LATEST * nanos;
  }

  private Future<byte[]> tooShort() {
    return Future.failedFuture(
        new GridException(
            GridException.Kind.CORRUPT, Subject.share(number(), server.name()), "breaks off"));
  }
}
