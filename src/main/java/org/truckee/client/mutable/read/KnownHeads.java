package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.pool.LatestUsed;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.ShareHead;
import org.truckee.worker.Codec;

/**
 * The signatures of shares' heads that were found to hold, and the sizes of heads of large shares:
 * those used last. A head of a known signature costs no computation, and no more bytes are asked
 * for than it has. Thread-safe.
 */
final class KnownHeads {
  /**
   * The bytes that are read first: twice those of a head, so that a small file comes along with it.
   */
  static final int FIRST_BYTES = 8 << 10;

  private static final int MAX_SIGNATURES = 1000;
  private static final int MAX_SIZES = 10_000;

  private final Codec codec;
  private final Set<Bytes> verified = LatestUsed.set(MAX_SIGNATURES);
  private final LatestUsed<StorageIndex, Integer> sizes = new LatestUsed<>(MAX_SIZES);

  /** Nothing is known yet; what is not is computed by {@code codec}. */
  KnownHeads(Codec codec) {
    this.codec = codec;
  }

  /** The head that {@code first} begins with, as {@link ShareHead#check} finds it. */
  Future<ShareHead> check(int number, Bytes first, MutableVerifyCap cap) {
    return ShareHead.known(number, first, cap, verified)
        .map(Future::succeededFuture)
        .orElseGet(() -> codec.run(() -> ShareHead.check(number, first, cap, verified)));
  }

  /**
   * Notes the sizes of {@code heads} of one file. Shares that come along with their heads are
   * always asked for as a whole.
   */
  void note(StorageIndex file, List<ShareHead> heads) {
    heads.stream().mapToInt(KnownHeads::size).max().ifPresent(size -> sizes.put(file, size));
  }

  private static int size(ShareHead head) {
    return head.layout().end() <= FIRST_BYTES ? FIRST_BYTES : head.size(FIRST_BYTES);
  }

  /** The bytes that hold the head of a share of {@code file}, as far as is known. */
  int size(StorageIndex file) {
    return sizes.get(file).orElse(FIRST_BYTES);
  }
}
