package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.AllocateRequest;
import org.truckee.protocol.CorruptionReport;
import org.truckee.protocol.ReadTestWrite;
import org.truckee.protocol.SecretKind;
import org.truckee.protocol.WireFormat;
import org.truckee.protocol.WireMessages;

/** What the storage protocol does by messages, which are held in memory; a handler for each. */
final class ShareMessages {
  private static final int MAX_MESSAGE = 8 << 10;
  private static final int MAX_REPORT = 32 << 10;

  /** The largest step on mutable shares. */
  private static final int MAX_READ_TEST_WRITE = 64 << 20;

  private final DiskShareStore store;
  private final Disk disk;

  ShareMessages(DiskShareStore store, Disk disk) {
    this.store = store;
    this.disk = disk;
  }

  /** Adds or renews the lease on all shares of a file. */
  void addLease(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL);
    disk.run(() -> store.addLease(storageIndex, StorageRequest.leases(secrets)))
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
    WireMessages.message(ctx, MAX_MESSAGE, AllocateRequest::read)
        .compose(
            request ->
                disk.ask(
                    () ->
                        store.allocate(
                            storageIndex, request, StorageRequest.leases(secrets), upload)))
        .onSuccess(reply -> WireMessages.reply(ctx, 200, answer, reply::write))
        .onFailure(ctx::fail);
  }

  /** Gives up a share that is being uploaded. */
  void abort(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    int shareNumber = StorageRequest.shareNumber(ctx);
    Secret upload = StorageRequest.secrets(ctx, SecretKind.UPLOAD).get(SecretKind.UPLOAD);
    disk.run(() -> store.incoming().abort(storageIndex, shareNumber, upload))
        .onSuccess(done -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  /** Tells which immutable shares of a file there are. */
  void listImmutable(RoutingContext ctx) {
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    list(ctx, disk.ask(() -> store.immutableShares(storageIndex)));
  }

  /** Tells which shares of a mutable file there are. */
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
    WireMessages.message(ctx, MAX_REPORT, CorruptionReport::read)
        .compose(
            report ->
                disk.run(
                    () -> store.reportCorruption(kind, storageIndex, shareNumber, report.reason())))
        .onSuccess(done -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  /** Reads, tests and writes mutable shares in one step. */
  void readTestWrite(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    StorageIndex storageIndex = StorageRequest.storageIndex(ctx);
    Map<SecretKind, Secret> secrets =
        StorageRequest.secrets(
            ctx, SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL, SecretKind.WRITE_ENABLER);
    Secret writeEnabler = secrets.get(SecretKind.WRITE_ENABLER);
    WireMessages.message(ctx, MAX_READ_TEST_WRITE, ReadTestWrite::read)
        .compose(
            step ->
                disk.ask(
                    () ->
                        store.readTestWrite(
                            storageIndex, step, writeEnabler, StorageRequest.leases(secrets))))
        .onSuccess(reply -> WireMessages.reply(ctx, 200, answer, reply::write))
        .onFailure(ctx::fail);
  }
}
