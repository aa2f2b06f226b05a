package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.ShareHead;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.StoredBlockProof;

/**
 * Samples the shares of a mutable file: first the head of a share, with which a small share comes
 * whole, then each block with its way through the hash tree. A share that changes meanwhile, or
 * that a writer may not have finished, is no fault of its server.
 */
final class MutableSampler implements ShareSampler {
  private static final Extent FIRST = new Extent(0, 2L * ShareHead.SIZE);

  private final ClientContext context;
  private final MutableVerifyCap cap;
  private final BlockChoice choice;
  private final Set<Bytes> verified = ConcurrentHashMap.newKeySet();
  private Optional<SignedPrefix> newest = Optional.empty();

  MutableSampler(ClientContext context, MutableVerifyCap cap, BlockChoice choice) {
    this.context = context;
    this.cap = cap;
    this.choice = choice;
  }

  @Override
  public Future<SortedSet<Integer>> claims(StorageServer server) {
    return server.ask(client -> client.mutableShares(cap.storageIndex()));
  }

  @Override
  public Future<SampledBlocks> sample(StorageServer server, int number, int count) {
    ShareParts parts = parts(server, number);
    return parts
        .learn(List.of(FIRST))
        .compose(learned -> head(number, parts.known().from(0)))
        .onSuccess(head -> note(head.prefix()))
        .compose(
            head ->
                prove(parts, head, count)
                    .recover(failure -> explain(server, number, parts, failure)));
  }

  private ShareParts parts(StorageServer server, int number) {
    return new ShareParts(
        context,
        (offset, length) ->
            server.ask(client -> client.readMutable(cap.storageIndex(), number, offset, length)));
  }

  private Future<ShareHead> head(int number, Bytes first) {
    return context
        .codec()
        .run(() -> ShareHead.check(number, first, cap, verified))
        .recover(
            failure ->
                mayBeUnfinished(first) && GridException.is(failure, GridException.Kind.CORRUPT)
                    ? Future.failedFuture(changing("it may be written just now"))
                    : Future.failedFuture(failure));
  }

  /** Returns whether a share claims to be of a newer version than any that was signed. */
  private boolean mayBeUnfinished(Bytes first) {
    long signed = newest.map(SignedPrefix::sequence).orElse(0L);
    return first.size() > 8 && first.asByteBuffer().getLong(1) > signed;
  }

  private void note(SignedPrefix found) {
    if (newest.isEmpty() || found.sequence() > newest.get().sequence()) newest = Optional.of(found);
  }

  private Future<SampledBlocks> prove(ShareParts parts, ShareHead head, int count) {
    long segments = head.prefix().segments();
    List<Long> chosen = choice.blocks(count, segments);
    return SequentialSteps.forEach(
            segments == 0 ? List.of(0L) : chosen,
            index -> {
              StoredBlockProof proof = new StoredBlockProof(head, index);
              return parts.prove(proof.extents(), proof::check);
            })
        .map(
            proved -> new SampledBlocks(chosen, segments, parts.bytes(), head.prefix().sequence()));
  }

  /** Finds out whether the share is wrong, or is another one by now. */
  private <T> Future<T> explain(
      StorageServer server, int number, ShareParts before, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return Future.failedFuture(failure);
    ShareParts now = parts(server, number);
    return now.learn(List.of(FIRST))
        .transform(
            read ->
                Future.failedFuture(
                    isOther(before.known().from(0), now.known().from(0))
                        ? changing("it was changed while it was read")
                        : failure));
  }

  /** Bytes of another length than a head's are no answer. */
  private static boolean isOther(Bytes before, Bytes now) {
    int size = Math.min(ShareHead.SIZE, before.size());
    return now.size() >= size && !now.slice(0, size).equals(before.slice(0, size));
  }

  private static GridException changing(String how) {
    return new GridException(GridException.Kind.CONFLICT, how);
  }

  @Override
  public Future<Void> report(StorageServer server, int number, String reason) {
    return server.ask(client -> client.adviseCorruptMutable(cap.storageIndex(), number, reason));
  }

  @Override
  public Optional<AuditResults.Code> code() {
    return newest.map(version -> new AuditResults.Code(version.needed(), version.total()));
  }
}
