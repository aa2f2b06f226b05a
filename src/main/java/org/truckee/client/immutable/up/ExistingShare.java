package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ShareLayout;

/**
 * A share that a server says it has already. While the file is encoded once more, every byte of it
 * is fetched and compared: a share that is damaged or made up does not count as stored.
 */
final class ExistingShare implements ShareSink {
  private final StorageServer server;
  private final StorageIndex storageIndex;
  private final int shareNumber;
  private final Segmentation segmentation;
  private final ShareLayout layout;

  ExistingShare(
      StorageServer server,
      StorageIndex storageIndex,
      int shareNumber,
      Segmentation segmentation,
      ShareLayout layout) {
    this.server = server;
    this.storageIndex = storageIndex;
    this.shareNumber = shareNumber;
    this.segmentation = segmentation;
    this.layout = layout;
  }

  @Override
  public Future<Void> block(long index, ByteBuffer block) {
    Future<Void> header =
        index == 0 ? compare(0, layout.header().asByteBuffer()) : Future.succeededFuture();
    return header.compose(same -> compare(layout.blockOffset(segmentation, index), block));
  }

  @Override
  public Future<Void> finish(Bytes tail) {
    ByteBuffer hashes = tail.asByteBuffer();
    hashes.position(
        (int) (layout.offsets().ciphertextHashes() - layout.offsets().plaintextHashes()));
    return compare(layout.offsets().ciphertextHashes(), hashes);
  }

  @Override
  public void abandon() {
    // Nothing was begun at the server.
  }

  private Future<Void> compare(long offset, ByteBuffer expected) {
    return server
        .ask(client -> client.read(storageIndex, shareNumber, offset, expected.remaining()))
        .compose(
            found ->
                ByteBuffer.wrap(found).equals(expected)
                    ? Future.succeededFuture()
                    : damaged(offset));
  }

  private Future<Void> damaged(long offset) {
    String message =
        "share " + shareNumber + " on server " + server.name() + " is damaged after byte " + offset;
    server
        .ask(client -> client.adviseCorrupt(storageIndex, shareNumber, message))
        .onFailure(Quietly::ignore);
    return Future.failedFuture(new GridException(GridException.Kind.CORRUPT, message));
  }
}
