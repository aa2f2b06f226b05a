package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedSet;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.AllocateReply;
import org.truckee.protocol.AllocateRequest;
import org.truckee.protocol.CorruptionReport;
import org.truckee.protocol.Nurl;
import org.truckee.protocol.ReadTestWrite;
import org.truckee.protocol.SecretKind;
import org.truckee.protocol.StoragePaths;
import org.truckee.protocol.StorageVersion;
import org.truckee.protocol.WireFormat;

/**
 * Speaks the storage protocol to one server, over connections that accept only the key in its NURL.
 * No answer is waited for without end, and every failure names the server. What it returns is the
 * server's claim and no more.
 */
public final class StorageClient {
  private final ServerConnection server;

  /** Speaks to the server at {@code nurl}, which messages call {@code name}. */
  public StorageClient(Vertx vertx, String name, Nurl nurl, Patience patience) {
    this(
        new ServerConnection(
            vertx,
            name,
            nurl,
            Optional.empty(),
            patience,
            new ServerHealth(InstantSource.system())));
  }

  /** Speaks over {@code server}. */
  StorageClient(ServerConnection server) {
    this.server = server;
  }

  /** What the server says of itself and its space. */
  public Future<StorageVersion> version() {
    return server.poll(
        server.options(HttpMethod.GET, StoragePaths.VERSION),
        response -> server.message(response, 200, StorageVersion::read));
  }

  /** The numbers of the shares that it claims to hold whole. */
  public Future<SortedSet<Integer>> shares(StorageIndex storageIndex) {
    return server.ask(
        server.options(HttpMethod.GET, StoragePaths.immutableShares(storageIndex)),
        null,
        response -> server.message(response, 200, WireFormat::readShareNumbers));
  }

  /** Asks for room for shares; the server says for which it has it, and which it holds already. */
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

  /**
   * Opens the stream of a whole share of {@code size} bytes. It has no timeout: who writes knows
   * better how long it may take.
   */
  public Future<ShareWriter> write(
      StorageIndex storageIndex, int shareNumber, long size, Secret upload) {
    RequestOptions options =
        server.options(HttpMethod.PATCH, StoragePaths.immutableShare(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    options.putHeader("Content-Range", "bytes 0-" + (size - 1) + "/" + size);
    return server
        .named(server.request(options))
        .onFailure(failure -> server.noteUnlessBusy((GridException) failure))
        .map(request -> new ShareWriter(server, request.setChunked(true)));
  }

  /** Takes back what {@link #allocate} gave and was not written whole. */
  public Future<Void> abort(StorageIndex storageIndex, int shareNumber, Secret upload) {
    RequestOptions options =
        server.options(HttpMethod.PUT, StoragePaths.abort(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    return server.ask(options, null, response -> server.done(response, 200));
  }

  /**
   * Up to {@code length} bytes of an immutable share from {@code offset}; fewer only where the
   * share ends.
   */
  public Future<byte[]> read(StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return readAt(StoragePaths.immutableShare(storageIndex, shareNumber), offset, length);
  }

  /** Tells the server's operator that an immutable share is damaged. */
  public Future<Void> adviseCorrupt(StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.immutableCorrupt(storageIndex, shareNumber), reason);
  }

  /** The numbers of the mutable shares that it claims to hold. */
  public Future<SortedSet<Integer>> mutableShares(StorageIndex storageIndex) {
    return server.ask(
        server.options(HttpMethod.GET, StoragePaths.mutableShares(storageIndex)),
        null,
        response -> server.message(response, 200, WireFormat::readShareNumbers));
  }

  /**
   * Up to {@code length} bytes of a mutable share from {@code offset}; fewer only where the share
   * ends.
   */
  public Future<byte[]> readMutable(
      StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return mutable(readAt(StoragePaths.mutableShare(storageIndex, shareNumber), offset, length));
  }

  /**
   * Carries out {@code step} on the mutable shares of a file, if all its tests pass. What it reads
   * is for small things: the whole answer has at most 64 KiB.
   */
  public Future<ReadTestWrite.Reply> readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, LeaseSecrets leases, Secret writeEnabler) {
    RequestOptions options =
        server.options(HttpMethod.POST, StoragePaths.readTestWrite(storageIndex));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.WRITE_ENABLER, writeEnabler);
    return mutable(
        server.ask(
            options,
            WireFormat.CBOR.write(step::write),
            response -> server.message(response, 200, ReadTestWrite.Reply::read)));
  }

  /** Tells the server's operator that a mutable share is damaged. */
  public Future<Void> adviseCorruptMutable(
      StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.mutableCorrupt(storageIndex, shareNumber), reason);
  }

  /** Adds or renews the lease on all shares of a file. */
  public Future<Void> addLease(StorageIndex storageIndex, LeaseSecrets leases) {
    RequestOptions options = server.options(HttpMethod.PUT, StoragePaths.lease(storageIndex));
    addLeaseSecrets(options, leases);
    return server.ask(options, null, response -> server.done(response, 204));
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return server.close();
  }

  /** A server that keeps something else there is not to be taken for a writer who was faster. */
  private <T> Future<T> mutable(Future<T> answer) {
    return answer.recover(
        failure ->
            Future.failedFuture(
                GridException.is(failure, GridException.Kind.CONFLICT)
                    ? new GridException(
                        GridException.Kind.NOT_ALLOWED,
                        "server "
                            + server.name()
                            + " keeps something there that is no mutable share")
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
