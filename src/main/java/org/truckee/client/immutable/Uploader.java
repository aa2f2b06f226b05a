package org.truckee.client.immutable;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.Gate;
import org.truckee.client.flow.MemoryBudget;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.flow.Timeline;
import org.truckee.client.flow.Timelines;
import org.truckee.client.flow.Turns;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.placement.EncodingParameters;
import org.truckee.worker.Codec;

/**
 * Puts files on the grid. An upload has succeeded when its shares are whole and durable on enough
 * servers; until then, nobody is told of a capability, and when it fails, what it began is taken
 * back. Two uploads of the same file go one after the other.
 */
public final class Uploader {
  private static final int MAX_PASSES = 3;

  /** Each upload holds a connection for each of its shares from its beginning to its end. */
  private static final int MAX_UNDER_WAY = 64;

  private final Codec codec;
  private final MemoryBudget memory;
  private final StorageServers servers;
  private final EncodingParameters encoding;
  private final ServerSecrets secrets;
  private final Timelines timelines;
  private final Turns<StorageIndex> turns = new Turns<>();
  private final Gate gate = new Gate(MAX_UNDER_WAY);

  public Uploader(
      Codec codec,
      MemoryBudget memory,
      StorageServers servers,
      EncodingParameters encoding,
      ServerSecrets secrets,
      Timelines timelines) {
    this.codec = codec;
    this.memory = memory;
    this.servers = servers;
    this.encoding = encoding;
    this.secrets = secrets;
    this.timelines = timelines;
  }

  /**
   * Puts {@code plaintext}, of at least one byte, on the grid under {@code key}; in timelines it is
   * called {@code label}.
   */
  public Future<UploadResult> upload(Plaintext plaintext, Secret key, String label) {
    StorageIndex storageIndex = StorageIndex.ofKey(key);
    Timeline timeline =
        timelines.begin(Timeline.Kind.UPLOAD, storageIndex, plaintext.size(), label);
    return turns
        .next(
            storageIndex,
            () ->
                gate.enter(() -> pass(plaintext, key, storageIndex, new HashMap<>(), timeline, 1)))
        .onComplete(stored -> timeline.finish(stored.cause()));
  }

  /**
   * One pass; another one follows if shares that were there already turn out to be damaged and the
   * rest is not enough.
   */
  private Future<UploadResult> pass(
      Plaintext plaintext,
      Secret key,
      StorageIndex storageIndex,
      Map<StorageServer, Set<Integer>> damaged,
      Timeline timeline,
      int number) {
    Segmentation cut =
        Segmentation.of(plaintext.size(), encoding.maximumSegmentSize(), encoding.needed());
    int ueb = UriExtensionBlock.sizeFor(cut, encoding.total());
    long shareSize = ShareLayout.forWriting(cut, encoding.total()).shareSize(ueb);
    return new ServerSelection(
            storageIndex,
            shareSize,
            encoding,
            secrets,
            servers.permuted(storageIndex),
            damaged,
            timeline)
        .select()
        .compose(
            assignment -> {
              ChkEncoder encoder = new ChkEncoder(key, cut, encoding.total());
              Upload upload =
                  new Upload(
                      codec,
                      memory,
                      plaintext,
                      encoder,
                      storageIndex,
                      encoding.happy(),
                      secrets,
                      assignment,
                      servers.patience(),
                      timeline);
              return upload
                  .run(shareSize)
                  .recover(
                      failure -> {
                        if (upload.damaged().isEmpty()
                            || number == MAX_PASSES
                            || !plaintext.rewind()) {
                          return Future.failedFuture(failure);
                        }
                        upload
                            .damaged()
                            .forEach(
                                (s, shares) ->
                                    damaged
                                        .computeIfAbsent(s, none -> new TreeSet<>())
                                        .addAll(shares));
                        return pass(plaintext, key, storageIndex, damaged, timeline, number + 1);
                      });
            });
  }
}
