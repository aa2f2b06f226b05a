package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.erasure.Segmentation;

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
    return reading(server, shareNumber).map(share -> share.checked().root());
  }

  /** Checks one share; {@code CORRUPT} if a byte of it is wrong. */
  public Future<Void> verify(StorageServer server, int shareNumber) {
    return reading(server, shareNumber).compose(share -> new Reading(share).toTheEnd());
  }

  /** One share whose hashes have been checked, as {@link #open} does, and which can be read. */
  public Future<VerifiedShare> reading(StorageServer server, int shareNumber) {
    return context
        .memory()
        .holding(opener.usualSize(), () -> opener.open(server, shareNumber))
        .map(share -> new VerifiedShare(context, share));
  }

  private final class Reading {
    private final VerifiedShare share;
    private final Segmentation cut;
    private long next;

    Reading(VerifiedShare share) {
      this.share = share;
      this.cut = share.segmentation();
    }

    Future<Void> toTheEnd() {
      return SequentialSteps.whileTrue(
          () -> next == cut.segments() ? Future.succeededFuture(false) : oneRun().map(true));
    }

    private Future<Void> oneRun() {
      SegmentRun run = SegmentRun.starting(cut, next, cut.segments() - 1);
      next = run.end();
      return context.memory().holding(run.blockBytes(cut), () -> share.read(run)).mapEmpty();
    }
  }
}
