package org.truckee.storage;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.WholeShares;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;

/**
 * {@code PUT /storage/v1/immutable/:storageIndex/:shareNumber}: stores a small share {@link
 * WholeShares whole}. The answer is that of an allocation; the share that it calls allocated is
 * stored.
 */
final class StoreShare implements Handler<RoutingContext> {
  private final ShareStore shares;
  private final BlockingWork storing;
  private final MessageMemory memory;
  private final InstantSource clock;

  /** A taker of shares that are stored by {@code storing}. */
  StoreShare(ShareStore shares, BlockingWork storing, MessageMemory memory, InstantSource clock) {
    this.shares = shares;
    this.storing = storing;
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.UPLOAD);
    Exchange exchange = new Exchange(ctx, memory);
    UploadingClient client =
        new UploadingClient(
            exchange.client(), secrets.get(SecretKind.UPLOAD), StorageRequest.leases(ctx, secrets));
    exchange
        .body(WholeShares.LARGEST)
        .compose(share -> storing.ask(() -> store(storageIndex, shareNumber, share, client)))
        .onSuccess(reply -> exchange.reply(200, answer, answer.write(reply::write)))
        .onFailure(exchange::fail);
  }

  private AllocateReply store(
      StorageIndex storageIndex, int shareNumber, byte[] share, UploadingClient client)
      throws IOException {
    if (share.length == 0)
      throw new GridException(GridException.Kind.BAD_REQUEST, "a share has at least one byte");
    SortedSet<Integer> wish = new TreeSet<>(Set.of(shareNumber));
    AllocateReply room =
        shares.allocate(storageIndex, new AllocateRequest(wish, share.length), client);
    if (room.allocated().contains(shareNumber))
      fill(shares.upload(storageIndex, shareNumber, client.upload()), share);
    return room;
  }

  /** Fills the room that was made for {@code share}; if that fails, nothing of it is left. */
  private void fill(UnfinishedShare room, byte[] share) throws IOException {
    try {
      room.write(0, ByteBuffer.wrap(share), clock.instant());
      room.finish();
    } catch (IOException | GridException failure) {
      room.drop();
      throw failure;
    }
  }
}
