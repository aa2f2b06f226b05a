package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.mutable.SignedVersion;

/**
 * The copy of a share, read to its end before the share itself is deleted: a server that took a
 * copy need not have kept it. {@code CORRUPT} if a part is not what it has to be. Event loop only.
 *
 * @param seal the one that most shares of the version hold
 */
record ReadBack(ReadableShare copy, SignedVersion.Seal seal) {
  /** Completes if the copy begins with {@code head}, as it was sent, and the rest is right. */
  Future<Void> requireWhole(Bytes head) {
    return copy.bytes(0, head.size())
        .compose(found -> require(found.equals(head)))
        .compose(same -> requireRest());
  }

  /** The same for a copy whose beginning has been checked. */
  Future<Void> requireRest() {
    return copy.readBlocks()
        .compose(read -> copy.blockHashes())
        .compose(read -> copy.privateKey())
        .compose(found -> require(found.equals(seal.privateKey())));
  }

  private Future<Void> require(boolean same) {
    return same
        ? Future.succeededFuture()
        : Future.failedFuture(
            new GridException(
                GridException.Kind.CORRUPT,
                Subject.share(copy.number(), copy.server().name()),
                "is not what was sent there"));
  }
}
