package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.StorageServer;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;
import org.truckee.immutable.ShareLayout;

/**
 * Opens shares: fetches what stands before and after the blocks, and checks it against the
 * capability. The places of these parts are guessed from the capability and the usual segment size,
 * so that mostly one round trip is enough; a small share comes whole.
 */
final class ShareOpener {
  private static final int SMALL = 64 << 10;

  /** Room for the longest UEB and its length; other programs may keep fields of theirs in it. */
  private static final int MAX_UEB = 2100;

  private final ClientContext context;
  private final ChkVerifyCap cap;
  private final ShareLayout guess;
  private final long guessedEnd;

  ShareOpener(ClientContext context, ChkVerifyCap cap) {
    this.context = context;
    this.cap = cap;
    Segmentation cut =
        Segmentation.of(cap.size(), context.encoding().maximumSegmentSize(), cap.needed());
    this.guess = ShareLayout.forWriting(cut, cap.total());
    this.guessedEnd = guess.offsets().ueb() + MAX_UEB;
  }

  /** The bytes that are mostly fetched to open a share. */
  long usualSize() {
    return guessedEnd <= SMALL ? guessedEnd : guessedEnd - guess.offsets().ciphertextHashes();
  }

  /**
   * Opens share {@code shareNumber} on {@code server}; {@code CORRUPT} if it does not lead to the
   * capability.
   */
  Future<OpenShare> open(StorageServer server, int shareNumber) {
    return guessedEnd <= SMALL ? openSmall(server, shareNumber) : openLarge(server, shareNumber);
  }

  private Future<OpenShare> openSmall(StorageServer server, int shareNumber) {
    return read(server, shareNumber, 0, (int) guessedEnd)
        .compose(
            start -> {
              ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(start));
              boolean whole = layout.equals(guess);
              return whole
                  ? check(server, shareNumber, layout, tailOf(start, layout), start)
                  : openBy(layout, server, shareNumber, start);
            });
  }

  private static byte[] tailOf(byte[] share, ShareLayout layout) {
    int from = (int) Math.min(layout.offsets().ciphertextHashes(), share.length);
    return Arrays.copyOfRange(share, from, share.length);
  }

  private Future<OpenShare> openLarge(StorageServer server, int shareNumber) {
    int tailSize = (int) (guessedEnd - guess.offsets().ciphertextHashes());
    Future<byte[]> header = read(server, shareNumber, 0, ShareLayout.MAX_HEADER_SIZE);
    Future<byte[]> tail = read(server, shareNumber, guess.offsets().ciphertextHashes(), tailSize);
    return Future.all(header, tail)
        .compose(
            both -> {
              ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(header.result()));
              return layout.equals(guess)
                  ? check(server, shareNumber, layout, tail.result(), new byte[0])
                  : openBy(layout, server, shareNumber, new byte[0]);
            });
  }

  /** Fetches what follows the blocks from where the share itself says that it is. */
  private Future<OpenShare> openBy(
      ShareLayout layout, StorageServer server, int shareNumber, byte[] start) {
    long size = layout.offsets().ueb() - layout.offsets().ciphertextHashes() + MAX_UEB;
    if (size > largestTail()) {
      return Future.failedFuture(
          new GridException(GridException.Kind.CORRUPT, "bad share: its hashes are too many"));
    }
    return read(server, shareNumber, layout.offsets().ciphertextHashes(), (int) size)
        .compose(tail -> check(server, shareNumber, layout, tail, start));
  }

  /** As much as the hashes take if segments are as small as 1 KiB. */
  private long largestTail() {
    return Math.min(1L << 28, (1L << 16) + cap.size() / 1024 * 32 * 4 * 2);
  }

  private Future<OpenShare> check(
      StorageServer server, int shareNumber, ShareLayout layout, byte[] tail, byte[] start) {
    return context
        .codec()
        .run(tail.length, () -> CheckedShare.check(cap, shareNumber, layout, Bytes.wrap(tail)))
        .map(share -> new OpenShare(server, cap.storageIndex(), share, start, context.timers()));
  }

  private Future<byte[]> read(StorageServer server, int shareNumber, long offset, int length) {
    return server.ask(client -> client.read(cap.storageIndex(), shareNumber, offset, length));
  }
}
