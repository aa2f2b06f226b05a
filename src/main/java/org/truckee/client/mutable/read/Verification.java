package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;

/**
 * Reads the shares that a survey found, and checks every hash of them, and mostly every block; with
 * the power to write also the private key that each holds. Event loop only; serves once.
 */
public final class Verification {
  private final ClientContext context;
  private final StorageIndex storageIndex;
  private final Optional<MutableWriteCap> write;
  private final boolean withBlocks;
  private ShareMap verified;

  /** A verification, {@code withBlocks} or only of the hashes that lead from them to the root. */
  Verification(
      ClientContext context,
      StorageIndex storageIndex,
      Optional<MutableWriteCap> write,
      boolean withBlocks) {
    this.context = context;
    this.storageIndex = storageIndex;
    this.write = write;
    this.withBlocks = withBlocks;
  }

  /** The good shares among {@code found}; the shares of one server are read one after the other. */
  public Future<ShareMap> of(ShareMap found) {
    verified = new ShareMap(found.known(), found.asked());
    found.answered().forEach(verified::addAnswered);
    found.silent().forEach(verified::addSilent);
    found.damaged().forEach(verified::add);
    List<Future<Void>> reading =
        found.answered().stream()
            .map(server -> SequentialSteps.forEach(found.sharesAt(server), this::verify))
            .toList();
    return Future.all(reading).map(read -> verified);
  }

  /** Treats a share that can't be read as a missing one; its server is asked again before. */
  private Future<Void> verify(FoundShare share) {
    return read(share)
        .recover(
            failure ->
                isAnswer(failure)
                    ? Future.failedFuture(failure)
                    : share.server().proved().compose(there -> read(share)))
        .onSuccess(good -> verified.add(share))
        .recover(failure -> note(share, failure));
  }

  private Future<Void> read(FoundShare share) {
    return Future.succeededFuture()
        .compose(reading -> read(new ReadableShare(context, storageIndex, share)));
  }

  /**
   * Returns whether {@code failure} is what the server's answer came to, and not the want of one.
   */
  private static boolean isAnswer(Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT)
        || GridException.is(failure, GridException.Kind.CORRUPT)
        || GridException.is(failure, GridException.Kind.NOT_FOUND);
  }

  /** A share that somebody replaced meanwhile was none of its server's fault. */
  private Future<Void> note(FoundShare share, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.CONFLICT)) {
      verified.add(share);
    } else if (GridException.is(failure, GridException.Kind.CORRUPT)) {
      verified.add(
          new DamagedShare(
              share.server(), share.number(), share.first(), FailureText.sentence(failure)));
    } else if (!isAnswer(failure)) {
      verified.addSilent(share.server(), failure);
    }
    return Future.succeededFuture();
  }

  private Future<Void> read(ReadableShare share) {
    return share
        .blockHashes()
        .compose(hashes -> withBlocks ? share.readBlocks() : Future.succeededFuture())
        .compose(good -> write.map(cap -> key(share, cap)).orElse(Future.succeededFuture()));
  }

  private static void report(ReadableShare share, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.CORRUPT))
      share.report(FailureText.sentence(failure));
  }

  private Future<Void> key(ReadableShare share, MutableWriteCap cap) {
    return share
        .privateKey()
        .compose(encrypted -> context.codec().run(() -> FileKeyPair.decrypt(encrypted, cap)))
        .onFailure(failure -> report(share, failure))
        .mapEmpty();
  }
}
