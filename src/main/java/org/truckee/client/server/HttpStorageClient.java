package org.truckee.client.server;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Secret;
import org.truckee.client.server.connection.ServerConnection;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.CorruptionReport;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.protocol.storage.WholeShares;

/** Speaks over connections that accept only the key in the NURL of the server. */
final class HttpStorageClient implements StorageClient {
  private final ServerConnection server;

  /** Speaks over {@code server}. */
  HttpStorageClient(ServerConnection server) {
    this.server = server;
  }

  @Override
  public Future<StorageVersion> version() {
    return server.poll(
        server.options(HttpMethod.GET, StoragePaths.VERSION),
        response ->
            server
                .message(response, 200, StorageVersion::read)
                .map(
                    told ->
                        told.takingWhole(
                            WholeShares.largest(response.getHeader(WholeShares.HEADER)))));
  }

  @Override
  public Future<SortedSet<Integer>> shares(StorageIndex storageIndex) {
    return server.ask(
        server.options(HttpMethod.GET, StoragePaths.immutableShares(storageIndex)),
        null,
        response -> server.message(response, 200, WireFormat::readShareNumbers));
  }

  @Override
  public Future<AllocateReply> allocate(
      StorageIndex storageIndex, AllocateRequest request, LeaseSecrets leases, Secret upload) {
    RequestOptions options = server.options(HttpMethod.POST, StoragePaths.immutable(storageIndex));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.UPLOAD, upload);
    return server.ask(
        options,
        WireFormat.CBOR.write(request::write),
        response -> server.message(response, 200, AllocateReply::read));
  }

  @Override
  public Future<AllocateReply> store(
      StorageIndex storageIndex,
      int shareNumber,
      ByteBuffer share,
      LeaseSecrets leases,
      Secret upload) {
    RequestOptions options =
        server.options(HttpMethod.PUT, StoragePaths.immutableShare(storageIndex, shareNumber));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.UPLOAD, upload);
    return server.store(
        options,
        BufferInternal.buffer(Unpooled.wrappedBuffer(share)),
        response -> server.message(response, 200, AllocateReply::read));
  }

  @Override
  public Future<ShareUpload> write(
      StorageIndex storageIndex, int shareNumber, long size, Secret upload) {
    RequestOptions options =
        server.options(HttpMethod.PATCH, StoragePaths.immutableShare(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    options.putHeader("Content-Range", "bytes 0-" + (size - 1) + "/" + size);
    return server
        .named(server.request(options))
        .onFailure(failure -> server.noteUnlessBusy((GridException) failure))
        .map(request -> new HttpShareUpload(server, request.setChunked(true)));
  }

  @Override
  public Future<Void> abort(StorageIndex storageIndex, int shareNumber, Secret upload) {
    RequestOptions options =
        server.options(HttpMethod.PUT, StoragePaths.abort(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    return server.ask(options, null, response -> server.done(response, 200));
  }

  @Override
  public Future<byte[]> read(StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return readAt(StoragePaths.immutableShare(storageIndex, shareNumber), offset, length);
  }

  @Override
  public Future<Void> adviseCorrupt(StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.immutableCorrupt(storageIndex, shareNumber), reason);
  }

  @Override
  public Future<SortedSet<Integer>> mutableShares(StorageIndex storageIndex) {
    return server.ask(
        server.options(HttpMethod.GET, StoragePaths.mutableShares(storageIndex)),
        null,
        response -> server.message(response, 200, WireFormat::readShareNumbers));
  }

  @Override
  public Future<byte[]> readMutable(
      StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return mutable(readAt(StoragePaths.mutableShare(storageIndex, shareNumber), offset, length));
  }

  @Override
  public Future<ReadTestWrite.Reply> readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, LeaseSecrets leases, Secret writeEnabler) {
    RequestOptions options =
        server.options(HttpMethod.POST, StoragePaths.readTestWrite(storageIndex));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.WRITE_ENABLER, writeEnabler);
    return mutable(
        server
            .encoded(step::write, step.written())
            .compose(
                body ->
                    server.ask(
                        options,
                        body,
                        response -> server.message(response, 200, ReadTestWrite.Reply::read))));
  }

  @Override
  public Future<Void> adviseCorruptMutable(
      StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.mutableCorrupt(storageIndex, shareNumber), reason);
  }

  @Override
  public Future<Void> addLease(StorageIndex storageIndex, LeaseSecrets leases) {
    RequestOptions options = server.options(HttpMethod.PUT, StoragePaths.lease(storageIndex));
    addLeaseSecrets(options, leases);
    return server.ask(options, null, response -> server.done(response, 204));
  }

  @Override
  public Future<StorageLedger> ledger() {
    return server.ask(
        server.options(HttpMethod.GET, StoragePaths.LEDGER),
        null,
        response -> server.message(response, 200, StorageLedger::read));
  }

  @Override
  public Future<Void> close() {
    return server.close();
  }

  /**
   * The failure of a server that keeps another kind of share there, which is not to be taken for a
   * faster writer.
   */
  private <T> Future<T> mutable(Future<T> answer) {
    return answer.recover(
        failure ->
            Future.failedFuture(
                GridException.is(failure, GridException.Kind.CONFLICT)
                    ? new GridException(
                        GridException.Kind.NOT_ALLOWED,
                        Subject.server(server.name()),
                        "keeps something there that is no mutable share")
                    : failure));
  }

  private Future<byte[]> readAt(String path, long offset, int length) {
    RequestOptions options = server.options(HttpMethod.GET, path);
    options.putHeader("Range", "bytes=" + offset + "-" + (offset + length - 1));
    return server.ask(options, null, response -> range(response, length));
  }

  private Future<Void> advise(String path, String reason) {
    return server.ask(
        server.options(HttpMethod.POST, path),
        WireFormat.CBOR.write(new CorruptionReport(reason)::write),
        response -> server.done(response, 200));
  }

  private static void addLeaseSecrets(RequestOptions options, LeaseSecrets leases) {
    addSecret(options, SecretKind.LEASE_RENEW, leases.renew());
    addSecret(options, SecretKind.LEASE_CANCEL, leases.cancel());
  }

  private static void addSecret(RequestOptions options, SecretKind kind, Secret secret) {
    options.addHeader(SecretKind.HEADER, kind.headerValue(secret));
  }

  private Future<byte[]> range(HttpClientResponse response, int length) {
    int status = response.statusCode();
    if (status == 204) return server.body(response, 0);
    return server
        .body(response, status == 206 ? length : ServerConnection.MAX_MESSAGE)
        .compose(body -> server.expect(response, 206, body));
  }
}
