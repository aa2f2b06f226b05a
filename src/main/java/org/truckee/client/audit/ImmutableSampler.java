package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.truckee.bytes.Extent;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.BlockProof;
import org.truckee.immutable.ShareFoot;
import org.truckee.immutable.ShareLayout;

/**
 * Samples the shares of an immutable file: first the header and the foot of a share, then each
 * block with its ways through the hash trees. A small share comes whole with the first question.
 */
final class ImmutableSampler implements ShareSampler {
  private static final int SMALL = 64 << 10;

  private final ClientContext context;
  private final ChkVerifyCap cap;
  private final BlockChoice choice;
  private final ShareLayout usual;

  ImmutableSampler(ClientContext context, ChkVerifyCap cap, BlockChoice choice) {
    this.context = context;
    this.cap = cap;
    this.choice = choice;
    int largest = context.encoding().maximumSegmentSize();
    this.usual =
        ShareLayout.forWriting(Segmentation.of(cap.size(), largest, cap.needed()), cap.total());
  }

  @Override
  public Future<SortedSet<Integer>> claims(StorageServer server) {
    return server
        .ask(client -> client.shares(cap.storageIndex()))
        .map(numbers -> numbers.headSet(cap.total()));
  }

  @Override
  public Future<SampledBlocks> sample(StorageServer server, int number, int count) {
    ShareParts parts =
        new ShareParts(
            context,
            (offset, length) ->
                server.ask(client -> client.read(cap.storageIndex(), number, offset, length)));
    return parts
        .learn(firstParts())
        .map(learned -> ShareLayout.read(parts.known().from(0).asByteBuffer()))
        .compose(layout -> sample(parts, layout, number, count));
  }

  private List<Extent> firstParts() {
    Extent foot = ShareFoot.place(usual);
    return foot.end() <= SMALL
        ? List.of(new Extent(0, foot.end()))
        : List.of(new Extent(0, ShareLayout.MAX_HEADER_SIZE), foot);
  }

  private Future<SampledBlocks> sample(
      ShareParts parts, ShareLayout layout, int number, int count) {
    Extent place = ShareFoot.place(layout);
    Future<Void> learned =
        layout.equals(usual) ? Future.succeededFuture() : parts.learn(List.of(place));
    return learned
        .compose(
            there ->
                context
                    .codec()
                    .run(
                        () ->
                            ShareFoot.check(
                                cap, number, layout, parts.known().from(place.begin()))))
        .compose(foot -> prove(parts, layout, foot, count));
  }

  private Future<SampledBlocks> prove(
      ShareParts parts, ShareLayout layout, ShareFoot foot, int count) {
    long segments = foot.ueb().segmentation().segments();
    List<Long> chosen = choice.blocks(count, segments);
    return SequentialSteps.forEach(
            chosen,
            index -> {
              BlockProof proof = new BlockProof(layout, foot, index);
              return parts.prove(proof.extents(), proof::check);
            })
        .map(proved -> new SampledBlocks(chosen, segments, parts.bytes(), 0));
  }

  @Override
  public Future<Void> report(StorageServer server, int number, String reason) {
    return server.ask(client -> client.adviseCorrupt(cap.storageIndex(), number, reason));
  }

  @Override
  public Optional<AuditResults.Code> code() {
    return Optional.of(new AuditResults.Code(cap.needed(), cap.total()));
  }
}
