package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.CorruptionReport;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.disk.MutableShares;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.UploadingClient;

/** The parts of the storage protocol that work by messages in memory; a handler for each. */
final class ShareMessages {
  private static final int MAX_MESSAGE = 8 << 10;
  private static final int MAX_REPORT = 32 << 10;

  /** The largest step on mutable shares. */
  private static final int MAX_READ_TEST_WRITE = 64 << 20;

  private final ShareStore store;
  private final BlockingWork disk;
  private final MessageMemory memory;

  ShareMessages(ShareStore store, BlockingWork disk, MessageMemory memory) {
    this.store = store;
    this.disk = disk;
    this.memory = memory;
  }

  /** Adds or renews the lease on all shares of a file. */
  void addLease(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL);
    disk.run(() -> store.addLease(storageIndex, StorageRequest.leases(ctx, secrets)))
        .onSuccess(done -> ctx.response().setStatusCode(204).end())
        .onFailure(ctx::fail);
  }

  /** Makes room for shares. */
  void allocate(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.UPLOAD);
    Secret upload = secrets.get(SecretKind.UPLOAD);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .message(MAX_MESSAGE, AllocateRequest::read)
        .compose(
            request ->
                disk.ask(
                    () ->
                        store.allocate(
                            storageIndex,
                            request,
                            new UploadingClient(
                                exchange.client(), upload, StorageRequest.leases(ctx, secrets)))))
        .onSuccess(reply -> exchange.reply(200, answer, answer.write(reply::write)))
        .onFailure(exchange::fail);
  }

  /** Gives up a share that is being uploaded. */
  void abort(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    Secret upload = StorageRequest.secrets(ctx, SecretKind.UPLOAD).get(SecretKind.UPLOAD);
    disk.run(() -> store.abort(storageIndex, shareNumber, upload))
        .onSuccess(done -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  /** Lists the immutable shares of a file. */
  void listImmutable(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    list(ctx, disk.ask(() -> store.immutableShares(storageIndex)));
  }

  /** Lists the shares of a mutable file. */
  void listMutable(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    list(ctx, disk.ask(() -> store.mutableShares(storageIndex)));
  }

  private static void list(RoutingContext ctx, Future<SortedSet<Integer>> shares) {
    WireFormat format = WireMessages.accepted(ctx);
    shares
        .map(numbers -> format.write(out -> WireFormat.writeShareNumbers(out, numbers)))
        .onSuccess(message -> WireMessages.reply(ctx, 200, format, message))
        .onFailure(ctx::fail);
  }

  /** Takes a report that a share, which is {@code kind}, is damaged. */
  void report(RoutingContext ctx, String kind) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .message(MAX_REPORT, CorruptionReport::read)
        .compose(
            report ->
                disk.run(
                    () -> store.reportCorruption(kind, storageIndex, shareNumber, report.reason())))
        .onSuccess(done -> exchange.sent(ctx.response().end(), 0))
        .onFailure(exchange::fail);
  }

  /** Reads, tests and writes mutable shares in one step. */
  void readTestWrite(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.WRITE_ENABLER);
    Secret writeEnabler = secrets.get(SecretKind.WRITE_ENABLER);
    WireFormat format = WireMessages.format(ctx);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .body(MAX_READ_TEST_WRITE)
        .compose(body -> disk.ask(() -> format.read(body, ReadTestWrite::read)))
        .compose(step -> exchange.reserve(replyMemory(step)).map(step))
        .compose(
            step ->
                disk.ask(
                    () ->
                        answer.write(
                            store.readTestWrite(
                                    storageIndex,
                                    step,
                                    writeEnabler,
                                    StorageRequest.leases(ctx, secrets))
                                ::write)))
        .onSuccess(reply -> exchange.reply(200, answer, reply))
        .onFailure(exchange::fail);
  }

  /** The number of copies of read bytes in memory: as they were read, and as they are sent. */
  private static long replyMemory(ReadTestWrite step) {
    long bytes = 0;
    for (ReadTestWrite.Read read : step.reads())
      bytes += Math.min(read.size(), MutableShares.MAX_READ) * WireFormat.MAX_SHARES;
    return 3 * Math.min(bytes, MutableShares.MAX_READ);
  }
}
