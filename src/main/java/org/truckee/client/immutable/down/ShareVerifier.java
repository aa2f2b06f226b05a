package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.Arrays;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;

/**
 * Reads shares of one immutable file to their ends and checks every block and every hash of them.
 * It needs no key: nothing is decrypted.
 */
public final class ShareVerifier {
  private final ClientContext context;
  private final ShareOpener opener;

  /** A verifier of the shares of {@code cap}'s file. */
  public ShareVerifier(ClientContext context, ChkVerifyCap cap) {
    this.context = context;
    this.opener = new ShareOpener(context, cap);
  }

  /**
   * Checks the hashes of one share, and no block of it; the root of its blocks' hashes. {@code
   * CORRUPT} if they do not lead to the capability.
   */
  public Future<Bytes> open(StorageServer server, int shareNumber) {
    return context
        .memory()
        .holding(
            opener.usualSize(),
            () -> opener.open(server, shareNumber).map(share -> share.checked().root()));
  }

  /** Checks one share; {@code CORRUPT} if a byte of it is wrong. */
  public Future<Void> verify(StorageServer server, int shareNumber) {
    return opener.open(server, shareNumber).compose(share -> new Reading(share).toTheEnd());
  }

  private final class Reading {
    private final OpenShare share;
    private final Segmentation cut;
    private long next;

    Reading(OpenShare share) {
      this.share = share;
      this.cut = share.checked().ueb().segmentation();
    }

    Future<Void> toTheEnd() {
      return SequentialSteps.whileTrue(
          () -> next == cut.segments() ? Future.succeededFuture(false) : oneRun().map(true));
    }

    private Future<Void> oneRun() {
      SegmentRun run = SegmentRun.starting(cut, next, cut.segments() - 1);
      next = run.end();
      long bytes = run.blockBytes(cut);
      return context
          .memory()
          .holding(
              bytes,
              () ->
                  share
                      .blocks(run)
                      .compose(blocks -> context.codec().run(() -> areGood(run, blocks))))
          .compose(good -> good ? Future.succeededFuture() : damaged(run));
    }

    private boolean areGood(SegmentRun run, byte[] blocks) {
      CheckedShare checked = share.checked();
      return run.segments()
          .allMatch(
              index -> {
                int start = run.blockStart(cut, index);
                int end = start + cut.blockLength(index);
                return checked.vouchesFor(index, Arrays.copyOfRange(blocks, start, end));
              });
    }

    private Future<Void> damaged(SegmentRun run) {
      String where = "share " + share.number() + " on server " + share.server().name();
      return Future.failedFuture(
          new GridException(
              GridException.Kind.CORRUPT, where + " is damaged in segments from " + run.first()));
    }
  }
}
