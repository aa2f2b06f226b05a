package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.LatestUsed;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;

/**
 * The key pairs of mutable files that were made here, or fetched from shares and checked: those
 * used last. Thread-safe.
 */
public final class KnownKeys {
  private static final int MAX_KEYS = 256;

  private final ClientContext context;

  private final LatestUsed<MutableWriteCap, FileKeyPair> keys = new LatestUsed<>(MAX_KEYS);

  KnownKeys(ClientContext context) {
    this.context = context;
  }

  /** Remembers the key pair of a file that was made here. */
  public void remember(MutableWriteCap cap, FileKeyPair pair) {
    keys.put(cap, pair);
  }

  /** The key pair of the file, from any of its shares. */
  public Future<FileKeyPair> of(MutableWriteCap cap, ShareMap map) {
    Optional<FileKeyPair> known = keys.get(cap);
    if (known.isPresent()) return Future.succeededFuture(known.get());
    if (map.found().isEmpty()) return Future.failedFuture(map.unrecoverable());
    StorageIndex storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    List<ReadableShare> shares =
        map.found().stream().map(share -> new ReadableShare(context, storageIndex, share)).toList();
    return fetchKeys(cap, shares, 0).onSuccess(pair -> remember(cap, pair));
  }

  private Future<FileKeyPair> fetchKeys(MutableWriteCap cap, List<ReadableShare> shares, int next) {
    ReadableShare share = shares.get(next);
    return share
        .privateKey()
        .compose(encrypted -> context.codec().run(() -> FileKeyPair.decrypt(encrypted, cap)))
        .recover(
            failure -> {
              if (GridException.is(failure, GridException.Kind.CORRUPT))
                share.report(FailureText.sentence(failure));
              return next + 1 < shares.size()
                  ? fetchKeys(cap, shares, next + 1)
                  : Future.failedFuture(failure);
            });
  }
}
